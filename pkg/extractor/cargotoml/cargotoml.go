// Package cargotoml reads Cargo.toml, the manifest of Rust's packages and workspaces: the crates that they depend on, and
// the version of Rust that they ask for.
// Source: doc.rust-lang.org/cargo/reference (manifest, specifying dependencies, workspaces, overriding dependencies).
package cargotoml

import (
	"cmp"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Extractor reads Cargo.toml files, and keeps a Manifest.
var Extractor = &extractor.Extractor{
	Name:      "cargotoml",
	Doc:       "Rust crates",
	Ecosystem: "Rust",
	Files:     []string{"Cargo.toml"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language},
	Match:     extractor.Base("Cargo.toml"),
	Extract:   extract,
}

// sections are the keys that list crates, also those of a target. Cargo takes the ones with _ in old editions.
var sections = []struct {
	key   string
	scope inventory.Scope
}{
	{"dependencies", inventory.Runtime},
	{"dev-dependencies", inventory.Development},
	{"dev_dependencies", inventory.Development},
	{"build-dependencies", inventory.Build},
	{"build_dependencies", inventory.Build},
}

func extract(f *extractor.File) {
	root, err := toml.Parse(f.Data)
	r := newReader(f)
	pkg := cmp.Or(root.Get("package"), root.Get("project")) // its old name
	workspace := root.Get("workspace")
	r.manifest.Package = pkg.Get("name").Whole().String()
	r.manifest.Root = pkg.Get("workspace").Whole().String()
	r.manifest.Workspace = workspace.Is(toml.Table)

	r.language(pkg, inventory.Runtime)
	r.dependencies(root)
	for _, target := range root.Get("target").Each() {
		r.dependencies(target)
	}
	r.language(workspace.Get("package"), inventory.Managed)
	r.section(workspace.Get("dependencies"), inventory.Managed, r.share)
	r.patches(root.Get("patch"))
	r.replacements(root.Get("replace"))
	f.Keep(r.manifest)
	f.Broken(err, "correct it, Cargo cannot read it either")
}
