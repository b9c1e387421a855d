// Package pdmlock reads pdm.lock, in which PDM writes the exact version of each package that a project needs.
// Source: pdm-project.org/en/latest/usage/lockfile.
package pdmlock

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Extractor reads pdm.lock files.
var Extractor = &extractor.Extractor{
	Name:      "pdmlock",
	Doc:       "PDM packages, resolved",
	Ecosystem: "Python",
	Files:     []string{"pdm.lock"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Base("pdm.lock"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

func extract(f *extractor.File) {
	root, err := toml.Parse(f.Data)
	for _, entry := range root.Get("package").Items() {
		c, found := pep508.Locked(entry)
		if !found {
			f.Problem(entry.Span, "this package has no name; write the file anew with pdm lock")
			continue
		}
		c.Scope = pep508.GroupsScope(entry.Get("groups"))
		c.Attributes.Source = pep508.Source(entry)
		f.Add(c)
	}
	f.Broken(err, "write the file anew with pdm lock")
}
