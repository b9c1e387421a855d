package compose

import (
	"path"
	"slices"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/devcontainer"
	"github.com/dna-group/techcheck/pkg/extractor/dockerfile"
	"github.com/dna-group/techcheck/pkg/imageref"
)

// Resolver reads what Compose files include and Dev Containers are made of, whatever its name is, and gives their images the variables of the file .env
// beside them, as Compose does. What the environment sets there is not known.
var Resolver = &extractor.Resolver{
	Name:    "compose",
	Doc:     "what Compose files and Dev Containers include, and their variables (.env)",
	Resolve: resolve,
}

func resolve(files *extractor.Files) {
	for _, f := range files.By(devcontainer.Extractor) {
		named, _ := f.Kept().(devcontainer.Files)
		list(files, f, Extractor, named.Compose)
		list(files, f, dockerfile.Extractor, named.Dockerfiles)
	}
	for _, f := range files.By(Extractor) {
		for _, one := range files.Closure(f, func(f *extractor.ReadFile) []string { return keptOf(f).includes }) {
			one.List()
			list(files, one, dockerfile.Extractor, keptOf(one).dockerfiles)
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

// list lists the files that one names and whose own names do not tell what they are.
func list(files *extractor.Files, f *extractor.ReadFile, e *extractor.Extractor, names []string) {
	named := func(one *extractor.ReadFile) []string {
		if one != f {
			return nil
		}
		return slices.DeleteFunc(slices.Clone(names), e.Match.Accepts)
	}
	for _, one := range files.ClosureBy(f, e, named)[1:] {
		one.List()
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
