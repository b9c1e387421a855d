// Package poetrylock reads poetry.lock, in which Poetry writes the exact version of each package that a project needs.
// Source: the versions 1.0 to 2.1 of github.com/python-poetry/poetry, src/poetry/packages/locker.py.
package poetrylock

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Extractor reads poetry.lock files.
var Extractor = &extractor.Extractor{
	Name:      "poetrylock",
	Doc:       "Poetry packages, resolved",
	Ecosystem: "Python",
	Files:     []string{"poetry.lock"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Base("poetry.lock"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

func extract(f *extractor.File) {
	root, err := toml.Parse(f.Data)
	for _, entry := range root.Get("package").Items() {
		c, found := pep508.Locked(entry)
		if !found {
			f.Problem(entry.Span, "this package has no name; write the file anew with poetry lock")
			continue
		}
		c.Scope = scope(entry)
		c.Attributes = origin(entry.Get("source"))
		f.Add(c)
	}
	f.NameRegistries()
	f.Broken(err, "write the file anew with poetry lock")
}

// scope reads groups (since 2.1), or the category (before 1.5). Those between have neither.
func scope(entry *toml.Node) inventory.Scope {
	groups := entry.Get("groups")
	if groups == nil {
		groups = entry.Get("category")
	}
	scope := pep508.GroupsScope(groups)
	if scope == inventory.Runtime && entry.Get("optional").Whole().String() == "true" {
		return inventory.Optional
	}
	return scope
}

// origin is where a package comes from: type is git, directory, file, url or legacy (an index).
func origin(source *toml.Node) inventory.Attributes {
	url := source.Get("url").Whole().String()
	switch source.Get("type").Whole().String() {
	case "git":
		return inventory.Attributes{Source: "git+" + url + "@" + source.Get("resolved_reference").Whole().String()}
	case "directory", "file":
		return inventory.Attributes{Source: "file:" + url}
	case "url":
		return inventory.Attributes{Source: url}
	case "legacy":
		return inventory.Attributes{Registry: url}
	}
	return inventory.Attributes{}
}
