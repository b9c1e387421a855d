package cargotoml

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

type reader struct {
	file     *extractor.File
	manifest *Manifest
}

func newReader(f *extractor.File) *reader {
	return &reader{f, &Manifest{Shared: map[Setting]int{}, Inherits: map[int]Setting{}, Patches: map[Origin]string{}}}
}

func (r *reader) dependencies(table *toml.Node) {
	for _, s := range sections {
		r.section(table.Get(s.key), s.scope, r.inherit)
	}
}

// section reads a table of crates. What has been added, if it is a crate, is given to also with its key.
func (r *reader) section(section *toml.Node, scope inventory.Scope, also func(index int, key string, entry *toml.Node)) {
	if section != nil && !section.Is(toml.Table) {
		r.file.Problem(section.Span, "here should be a table of crates and their versions; correct or remove it")
		return
	}
	for key, entry := range section.Each() {
		name := key.Whole()
		if renamed := entry.Get("package"); renamed.Is(toml.String) {
			name = renamed.Whole()
		}
		index := len(r.file.Components())
		if r.crate(name, version(entry), entry, scope) {
			also(index, key.Text, entry)
		}
	}
}

// share notes what members of the workspace may inherit.
func (r *reader) share(index int, key string, _ *toml.Node) { r.manifest.Shared[Setting{key}] = index }

// inherit notes what is inherited from the root of the workspace: x.workspace = true.
func (r *reader) inherit(index int, key string, entry *toml.Node) {
	if isTrue(entry.Get("workspace")) {
		r.manifest.Inherits[index] = Setting{key}
		r.file.Components()[index].Resolution = inventory.Unresolved
	}
}

// patches reads [patch.crates-io] and those of other registries and repositories. They choose what the workspace uses of
// a crate, and use nothing.
func (r *reader) patches(patch *toml.Node) {
	for registry, section := range patch.Each() {
		r.section(section, inventory.Managed, func(index int, _ string, _ *toml.Node) {
			c := &r.file.Components()[index]
			r.manifest.Patches[Origin{repository(registry.Text), c.Name}] = c.Attributes.Source
		})
	}
}

// replacements reads [replace], which [patch] has replaced: "name:1.2.3", "https://…#name:1.2.3".
func (r *reader) replacements(replace *toml.Node) {
	for key, entry := range replace.Each() {
		id := key.Whole()
		id = id.Slice(strings.LastIndexByte(id.String(), '#')+1, id.Len())
		split := strings.IndexAny(id.String()+":", ":@")
		exact := id.Slice(min(split+1, id.Len()), id.Len())
		r.crate(id.Slice(0, split), requirement{text: exact, exact: true}, entry, inventory.Managed)
	}
}

// crateName is what Cargo takes for the name of a package.
var crateName = lazyregexp.New(`^[\pL\pN_-]+$`)

// crate adds what an entry says of a crate. It is false if that has no name.
func (r *reader) crate(name toml.Text, v requirement, entry *toml.Node, scope inventory.Scope) bool {
	if !crateName.MatchString(name.String()) {
		r.file.Problem(name.Span(), "%q is no name of a crate; correct or remove this entry", name.String())
		return false
	}
	if isTrue(entry.Get("optional")) && scope != inventory.Managed {
		scope = inventory.Optional
	}
	c := inventory.Component{
		Type: purl.Cargo, Kind: inventory.Library, Scope: scope, Direct: true,
		Name: name.String(), NameSpan: name.Span(), Resolution: inventory.Literal,
	}
	c.Attributes.Source = source(entry)
	for _, key := range []string{"registry-index", "registry"} {
		if registry := entry.Get(key); registry.Is(toml.String) {
			c.Attributes.Registry = registry.Text
		}
	}
	v.set(&c)
	c.PURL = purl.From(purl.New(c.Type, c.Name, c.Version), c.Attributes.Registry)
	r.file.Add(c)
	return true
}

func isTrue(n *toml.Node) bool { return n.Is(toml.Bool) && n.Text == "true" }

// source tells where a crate comes from if not from a registry, in the words of Cargo.lock for git (git+URL?branch=x).
func source(entry *toml.Node) string {
	if git := entry.Get("git"); git.Is(toml.String) {
		for _, key := range []string{"branch", "tag", "rev"} {
			if ref := entry.Get(key); ref.Is(toml.String) {
				return fromGit + git.Text + "?" + key + "=" + ref.Text
			}
		}
		return fromGit + git.Text
	}
	if path := entry.Get("path"); path.Is(toml.String) {
		return "file:" + path.Text
	}
	return ""
}

const fromGit = "git+"

// repository cuts what patches do not say from a source: [patch."https://github.com/a/b"].
func repository(source string) string {
	url, _, _ := strings.Cut(strings.TrimPrefix(source, fromGit), "?")
	return strings.TrimSuffix(strings.TrimSuffix(url, "/"), ".git")
}
