// Package pipfilelock reads Pipfile.lock, in which Pipenv writes the exact version of each package that a project needs.
// Source: pipenv.pypa.io/en/latest/pipfile.html, github.com/pypa/pipfile.
package pipfilelock

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/json"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
)

// Extractor reads Pipfile.lock files.
var Extractor = &extractor.Extractor{
	Name:      "pipfilelock",
	Doc:       "Pipenv packages, resolved",
	Ecosystem: "Python",
	Files:     []string{"Pipfile.lock"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Base("Pipfile.lock"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

func extract(f *extractor.File) {
	root, err := json.Parse(f.Data)
	indexes := indexes(root.Get("_meta").Get("sources"))
	for category, packages := range root.Each() {
		if category.Text == "_meta" {
			continue
		}
		for name, entry := range packages.Each() {
			c, found := component(name, entry)
			if !found {
				f.Problem(name.Span, "%q is no name of a package; write the file anew with pipenv lock", name.Text)
				continue
			}
			c.Scope = pep508.GroupScope(category.Text)
			indexes.Locate(&c)
			f.Add(c)
		}
	}
	f.Broken(err, "write the file anew with pipenv lock")
}

// indexes are those that the Pipfile defines. Pipenv takes everything from the first, unless an entry names another.
func indexes(sources *json.Node) pep508.Indexes {
	all := pep508.Indexes{}
	if sources.Is(json.Array) {
		for i, source := range sources.Elements {
			all.Set(text(source.Get("name")), text(source.Get("url")), i == 0)
		}
	}
	return all
}

// component reads "name": {"version": "==1.2", …}.
func component(name, entry *json.Node) (inventory.Component, bool) {
	c := pep508.Library(name.Text, name.Content())
	c.Direct, c.Resolution = false, inventory.Lockfile
	c.Attributes.Source, c.Attributes.Registry = source(entry), text(entry.Get("index"))
	version := entry.Get("version")
	if !version.Is(json.String) || c.PURL == "" {
		return c, c.PURL != ""
	}
	operator := len(version.Text) - len(strings.TrimLeft(version.Text, "= "))
	if operator < len(version.Text) {
		c.Version, c.VersionSpan = version.Text[operator:], version.Part(operator, len(version.Text))
		c.PURL = purl.New(purl.PyPI, c.Name, c.Version)
	}
	return c, true
}

// source is where a package comes from if not from an index.
func source(entry *json.Node) string {
	git, path := text(entry.Get("git")), text(entry.Get("path"))
	switch {
	case git != "":
		return "git+" + git + "@" + text(entry.Get("ref"))
	case path != "":
		return "file:" + path
	}
	return text(entry.Get("file"))
}

// text is that of a string; "" of anything else.
func text(n *json.Node) string {
	if !n.Is(json.String) {
		return ""
	}
	return n.Text
}
