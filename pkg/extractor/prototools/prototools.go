// Package prototools reads .prototools: the tools that proto installs for a project.
// Source: moonrepo.dev/docs/proto/config.
package prototools

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
	"github.com/dna-group/techcheck/pkg/toolchain"
)

// Extractor reads .prototools files.
var Extractor = &extractor.Extractor{
	Name:      "prototools",
	Doc:       "Tools of proto",
	Ecosystem: "Tool versions",
	Files:     []string{".prototools"},
	Kinds:     []inventory.Kind{inventory.Language, inventory.Tool},
	Match:     extractor.Base(".prototools"),
	Extract:   extract,
}

// extract reads the strings at the top, each the version of a tool. Tables are settings.
func extract(f *extractor.File) {
	root, err := toml.Parse(f.Data)
	for key, value := range root.Each() {
		if !value.Is(toml.String) {
			continue
		}
		c := toolchain.Named(key.Text).Component(value.Text, value.Part)
		c.Name, c.NameSpan = key.Text, key.Whole().Span()
		if c.Name == "" {
			f.Problem(key.Span, "%q is no name of a tool; correct or remove this entry", key.Text)
			continue
		}
		f.Add(c)
	}
	f.Broken(err, "correct it, proto cannot read it either")
}
