// Package pipfile reads Pipfile, Pipenv's manifest.
// Source: pipenv.pypa.io/en/latest/pipfile.html.
package pipfile

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Extractor reads Pipfiles.
var Extractor = &extractor.Extractor{
	Name:      "pipfile",
	Doc:       "Pipenv packages",
	Ecosystem: "Python",
	Files:     []string{"Pipfile"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language},
	Match:     extractor.Base("Pipfile"),
	Extract:   extract,
}

func extract(f *extractor.File) {
	root, err := toml.Parse(f.Data)
	indexes := pep508.NewIndexes(root.Get("source"), func(place int, _ *toml.Node) bool { return place == 0 })
	for key, table := range root.Each() {
		switch key.Text {
		case "source", "scripts", "pipenv":
		case "requires":
			readRequires(f, table)
		default: // packages, dev-packages, or a category of one's own
			readPackages(f, table, indexes, pep508.GroupScope(key.Text))
		}
	}
	f.Broken(err, "correct it, Pipenv cannot read it either")
}

// readRequires reads python_version and python_full_version.
func readRequires(f *extractor.File, requires *toml.Node) {
	for key, version := range requires.Each() {
		if strings.HasPrefix(key.Text, "python_") {
			f.Add(pep508.LanguageText(key.Whole().Slice(0, len("python")), version.Whole()))
		}
	}
}

func readPackages(f *extractor.File, packages *toml.Node, indexes pep508.Indexes, scope inventory.Scope) {
	for name, value := range packages.Each() {
		for _, c := range pep508.Entry(name, value) {
			if c.PURL == "" {
				f.Problem(name.Span, "%q is no name of a package; correct or remove this entry", name.Text)
				break
			}
			c.Scope = scope
			indexes.Locate(&c)
			f.Add(c)
		}
	}
}
