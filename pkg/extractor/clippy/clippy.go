// Package clippy reads clippy.toml, in which Clippy is told the oldest Rust that a project supports.
// Source: doc.rust-lang.org/clippy/configuration.html#specifying-the-minimum-supported-rust-version.
package clippy

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Extractor reads clippy.toml and .clippy.toml.
var Extractor = &extractor.Extractor{
	Name:      "clippy",
	Doc:       "The oldest Rust that Clippy allows for",
	Ecosystem: "Rust",
	Files:     []string{"clippy.toml", ".clippy.toml"},
	Kinds:     []inventory.Kind{inventory.Language},
	Match:     extractor.Base("clippy.toml", ".clippy.toml"),
	Extract:   extract,
}

func extract(f *extractor.File) {
	root, err := toml.Parse(f.Data)
	if key, version := root.Lookup("msrv"); version.Is(toml.String) && version.Text != "" {
		f.Add(inventory.Component{
			Type: purl.Generic, Name: "rust", PURL: purl.New(purl.Generic, "rust", version.Text), NameSpan: key.Content(),
			Version: version.Text, VersionSpan: version.Content(), Kind: inventory.Language, Scope: inventory.Development,
			Direct: true, Resolution: inventory.Variable, // the name is not spelt out
		})
	}
	f.Broken(err, "correct it, Clippy cannot read it either")
}
