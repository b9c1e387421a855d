package cargotoml

import "github.com/dna-group/techcheck/pkg/inventory"

// Manifest is what else a Cargo.toml says, for the resolver. Components are named by their index in the file's.
type Manifest struct {
	Package   string            // the name of the package; "" of a workspace without one
	Root      string            // the folder of the workspace, where it is written (package.workspace)
	Workspace bool              // the file is the root of a workspace
	Shared    map[Setting]int   // what the members of the workspace may inherit
	Inherits  map[int]Setting   // what stands here as workspace = true
	Patches   map[Origin]string // what takes the place of a crate: its source
}

// Setting is what a member inherits from the root of its workspace: a crate, by its key in workspace.dependencies, or
// the version of Rust, which has no key.
type Setting struct{ Crate string }

// RustVersion is the setting workspace.package.rust-version.
var RustVersion = Setting{}

// Origin is a crate and where it would come from if no patch took its place: the name of a registry, or a git repository.
type Origin struct{ From, Crate string }

// CratesIO is the name of the default registry in patches.
const CratesIO = "crates-io"

// OriginOf tells where a crate comes from.
func OriginOf(c *inventory.Component) Origin {
	from := CratesIO
	if c.Attributes.Registry != "" {
		from = c.Attributes.Registry
	}
	if c.Attributes.Source != "" {
		from = repository(c.Attributes.Source)
	}
	return Origin{from, c.Name}
}
