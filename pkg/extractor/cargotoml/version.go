package cargotoml

import (
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// requirement is the text of a requirement, or of a version if it is exact. Without a text, there is none.
type requirement struct {
	text  toml.Text
	exact bool
}

// exactVersion is a requirement that one version satisfies, but for its build metadata. (1.2.3 is any 1.x from there on.)
var exactVersion = lazyregexp.New(`^=\s*(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)$`)

// version reads the version of an entry, which is a string or a table. Any other value tells none.
func version(entry *toml.Node) requirement {
	value := entry
	if entry.Is(toml.Table) {
		value = entry.Get("version")
	}
	if !value.Is(toml.String) {
		return requirement{}
	}
	t := value.Whole().Trim()
	if m := exactVersion.FindStringSubmatchIndex(t.String()); m != nil {
		return requirement{t.Slice(m[2], m[3]), true}
	}
	return requirement{t, false}
}

func (v requirement) set(c *inventory.Component) {
	if v.text.Len() == 0 {
		return
	}
	c.VersionSpan = v.text.Span()
	if v.exact {
		c.Version = v.text.String()
	} else {
		c.Requirement = v.text.String()
	}
}

// rustVersion reads the version of Rust into the component that is added next, or leaves it to the workspace.
func (r *reader) rustVersion(c *inventory.Component, value *toml.Node) {
	next := len(r.file.Components())
	if value.Is(toml.String) {
		requirement{value.Whole().Trim(), true}.set(c)
	}
	if isTrue(value.Get("workspace")) {
		c.Resolution = inventory.Unresolved
		r.manifest.Inherits[next] = RustVersion
	}
	if c.Scope == inventory.Managed {
		r.manifest.Shared[RustVersion] = next
	}
}

// language adds the version of Rust that a package asks for. One that only tells its edition is in Rust, too.
func (r *reader) language(pkg *toml.Node, scope inventory.Scope) {
	c := inventory.Component{
		Type: purl.Generic, Name: "rust", Kind: inventory.Language, Scope: scope, Direct: true, Resolution: inventory.Literal,
	}
	key, value := pkg.Lookup("rust-version")
	edition, _ := pkg.Lookup("edition")
	switch {
	case key != nil:
		c.NameSpan = key.Whole().Slice(0, len(c.Name)).Span()
		r.rustVersion(&c, value)
	case edition != nil:
		c.NameSpan, c.Resolution = edition.Span, inventory.Default // the word is not rust
	default:
		return
	}
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	r.file.Add(c)
}
