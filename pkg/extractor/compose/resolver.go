package compose

import (
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/dockerfile"
	"github.com/dna-group/techcheck/pkg/imageref"
)

// Resolver reads what Compose files include, whatever its name is, and gives their images the variables of the file .env
// beside them, as Compose does. What the environment sets there is not known.
var Resolver = &extractor.Resolver{
	Name:    "compose",
	Doc:     "what Compose files include, and their variables (.env)",
	Resolve: resolve,
}

func resolve(files *extractor.Files) {
	for _, f := range files.By(Extractor) {
		for _, one := range files.Closure(f, func(f *extractor.ReadFile) []string { return keptOf(f).includes }) {
			one.List()
			for _, name := range keptOf(one).dockerfiles {
				build(files, name)
			}
			fill(files, one)
		}
	}
}

func keptOf(f *extractor.ReadFile) *kept {
	if k, found := f.Kept().(*kept); found {
		return k
	}
	return &kept{}
}

// build lists a Dockerfile whose name does not tell that it is one.
func build(files *extractor.Files, name string) {
	if dockerfile.Extractor.Match(name) {
		return
	}
	if f := files.At(name, dockerfile.Extractor); f != nil {
		f.List()
	}
}

// fill completes the images of a file that wait for variables.
func fill(files *extractor.Files, f *extractor.ReadFile) {
	waiting := keptOf(f).pending
	if len(waiting) == 0 {
		return
	}
	env := files.At(path.Join(path.Dir(f.Path), ".env"), dotenv)
	if env == nil {
		return
	}
	values, _ := env.Kept().(map[string]imageref.Value)
	for _, p := range waiting {
		complete(f.File, env.File, p, values)
	}
}
