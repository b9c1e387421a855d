package python

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/condaenv"
	"github.com/dna-group/techcheck/pkg/extractor/pyproject"
	"github.com/dna-group/techcheck/pkg/extractor/requirements"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// resolveRequirements joins the files of pip. A file that is no manifest by its name is part of the scan where one that
// is includes it, or a project or an environment says that it has its dependencies there.
func resolveRequirements(files *extractor.Files) {
	for _, format := range []*extractor.Extractor{pyproject.Extractor, condaenv.Extractor} {
		for _, f := range files.By(format) {
			for _, one := range files.ClosureBy(f, requirements.Extractor, includes)[1:] {
				one.List()
			}
		}
	}
	for _, f := range files.By(requirements.Extractor) {
		if source, found := strings.CutSuffix(f.Path, ".in"); found {
			if compiled := files.At(source+".txt", requirements.Extractor); compiled != nil {
				complete(f, versions(compiled), inventory.Lockfile)
			}
		}
		included := files.Closure(f, includes)
		pinned := versions(constraints(files, included)...)
		for _, one := range included {
			one.List()
			complete(one, pinned, inventory.Inherited)
		}
	}
}

func includes(f *extractor.ReadFile) []string {
	switch said := f.Kept().(type) {
	case pyproject.Includes:
		return said
	case condaenv.Includes:
		return said
	}
	return requirementsOf(f).Includes
}

// maxConstraints is how many files may constrain one. Real ones have one or two.
const maxConstraints = 20

// constraints are the files that constrain any of some files, with those that they include.
func constraints(files *extractor.Files, included []*extractor.ReadFile) []*extractor.ReadFile {
	var all []*extractor.ReadFile
	seen := map[string]bool{}
	for _, f := range included {
		for _, name := range requirementsOf(f).Constraints {
			if seen[name] || len(seen) == maxConstraints {
				continue
			}
			seen[name] = true
			if found := files.At(name, requirements.Extractor); found != nil {
				all = append(all, files.Closure(found, includes)...)
			}
		}
	}
	return all
}

// versions gives, by purl without version, the components of files that have an exact version.
func versions(files ...*extractor.ReadFile) map[string]*inventory.Component {
	all := map[string]*inventory.Component{}
	for _, f := range files {
		components := f.Components()
		for i := range components {
			if name := components[i].Package(); components[i].Version != "" && all[name] == nil {
				all[name] = &components[i]
			}
		}
	}
	return all
}

func complete(f *extractor.ReadFile, versions map[string]*inventory.Component, how inventory.Resolution) {
	components := f.Components()
	for i := range components {
		c := &components[i]
		if from := versions[c.Package()]; from != nil && c.PURL != "" && from.Location != c.Location {
			take(c, from, how)
		}
	}
}
