package python

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/requirements"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// resolveRequirements joins the files of pip. A file that is no manifest by its name is read where one includes it, and
// its components are listed with the first that does.
func resolveRequirements(files *extractor.Files) {
	listed := files.By(requirements.Extractor)
	seen := map[string]bool{}
	for _, f := range listed {
		seen[f.Path] = true
	}
	for _, f := range listed {
		if source, found := strings.CutSuffix(f.Path, ".in"); found {
			if compiled := files.At(source+".txt", requirements.Extractor); compiled != nil {
				complete(f, versions(compiled), inventory.Lockfile)
			}
		}
		included := closure(files, f)
		pinned := versions(constraints(files, included)...)
		for _, one := range included {
			complete(one, pinned, inventory.Inherited)
		}
		for _, one := range included {
			if !seen[one.Path] {
				seen[one.Path] = true
				adopt(f, one)
			}
		}
	}
}

// maxIncluded is how many files one may include, directly or not. Real ones stay below ten.
const maxIncluded = 100

// closure is a file with those that it includes.
func closure(files *extractor.Files, f *extractor.ReadFile) []*extractor.ReadFile {
	all := []*extractor.ReadFile{f}
	seen := map[string]bool{f.Path: true}
	for i := 0; i < len(all); i++ {
		for _, name := range requirementsOf(all[i]).Includes {
			if seen[name] || len(all) == maxIncluded {
				continue
			}
			seen[name] = true
			if included := files.At(name, requirements.Extractor); included != nil {
				all = append(all, included)
			}
		}
	}
	return all
}

// constraints are the files that constrain any of some files, with those that they include.
func constraints(files *extractor.Files, included []*extractor.ReadFile) []*extractor.ReadFile {
	var all []*extractor.ReadFile
	seen := map[string]bool{}
	for _, f := range included {
		for _, name := range requirementsOf(f).Constraints {
			if seen[name] || len(all) >= maxIncluded {
				continue
			}
			seen[name] = true
			if found := files.At(name, requirements.Extractor); found != nil {
				all = append(all, closure(files, found)...)
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

// adopt lists the components of a file with those of another one. They keep their places.
func adopt(f, included *extractor.ReadFile) {
	for _, c := range included.Components() {
		f.Add(c)
		f.Components()[len(f.Components())-1] = c
	}
}
