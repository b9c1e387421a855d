// Package rust joins what the files of Rust's packages say together: members inherit from the root of their workspace, its
// patches take the place of crates, and Cargo.lock has the exact versions.
// Source: doc.rust-lang.org/cargo/reference (workspaces, overriding dependencies, specifying dependencies).
package rust

import (
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/cargolock"
	"github.com/dna-group/techcheck/pkg/extractor/cargotoml"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Resolver joins Cargo.toml and Cargo.lock files.
var Resolver = &extractor.Resolver{
	Name:    "rust",
	Doc:     "Rust workspaces and locks (Cargo.toml, Cargo.lock)",
	Resolve: resolve,
}

func resolve(files *extractor.Files) {
	r := &resolver{files: files, manifests: map[string]*manifest{}, locks: map[string]*lock{}}
	for _, f := range files.By(cargotoml.Extractor) {
		m := r.manifest(f.Path)
		if m == nil {
			continue
		}
		root := r.root(m)
		m.inherit(root)
		m.patch(root)
		if l := r.lock(m, root); l != nil {
			l.join(m)
		}
	}
	for _, f := range files.By(cargolock.Extractor) {
		if l := r.locks[f.Path]; l != nil {
			f.Drop(func(c *inventory.Component) bool { return l.taken[c.NameSpan] })
		}
	}
}

// resolver remembers the files that it has asked for, also those that are not there (nil).
type resolver struct {
	files     *extractor.Files
	manifests map[string]*manifest
	locks     map[string]*lock
}

// manifest is a Cargo.toml.
type manifest struct {
	*extractor.ReadFile
	*cargotoml.Manifest
}

func (r *resolver) manifest(path string) *manifest {
	m, asked := r.manifests[path]
	if !asked {
		if f := r.files.At(path, cargotoml.Extractor); f != nil {
			if kept, ok := f.Kept().(*cargotoml.Manifest); ok {
				m = &manifest{f, kept}
			}
		}
		r.manifests[path] = m
	}
	return m
}

// root finds the manifest with [workspace] that a package belongs to: its own, the one that it names, else the nearest
// above it. It is the manifest itself if there is none.
func (r *resolver) root(m *manifest) *manifest {
	if m.Root != "" {
		if named := r.manifest(path.Join(path.Dir(m.Path), m.Root, "Cargo.toml")); named != nil {
			return named
		}
	}
	for folder := range upwards(path.Dir(m.Path)) {
		if above := r.manifest(path.Join(folder, "Cargo.toml")); above != nil && above.Workspace {
			return above
		}
	}
	return m
}

// upwards gives a folder and those above it, up to the root of the repository.
func upwards(folder string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for yield(folder) && folder != "." {
			folder = path.Dir(folder)
		}
	}
}

// inherit completes what the manifest takes from the root of its workspace.
func (m *manifest) inherit(root *manifest) {
	for index, setting := range m.Inherits {
		shared, found := root.Shared[setting]
		if !found {
			continue
		}
		c, from := &m.Components()[index], root.Components()[shared]
		c.Name, c.Version, c.Requirement, c.PURL = from.Name, from.Version, from.Requirement, from.PURL
		c.VersionSpan, c.VersionLocation = from.VersionSpan, from.VersionLocation
		c.Attributes = from.Attributes
		c.Resolution = inventory.Inherited
		if root == m {
			c.Resolution = inventory.Variable
		}
	}
}

// patch notes which crates the workspace takes from elsewhere.
func (m *manifest) patch(root *manifest) {
	components := m.Components()
	for i := range components {
		if c := &components[i]; c.Scope != inventory.Managed {
			c.Attributes.ReplacedBy = root.Patches[cargotoml.OriginOf(c)]
		}
	}
}
