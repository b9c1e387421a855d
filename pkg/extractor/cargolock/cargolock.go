// Package cargolock reads Cargo.lock, in which Cargo writes the exact version of each crate that a workspace uses.
// Source: doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html, and for its four versions
// doc.rust-lang.org/nightly/nightly-rustc/cargo/core/resolver/enum.ResolveVersion.html.
package cargolock

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Extractor reads Cargo.lock files, and keeps a Lock.
var Extractor = &extractor.Extractor{
	Name:      "cargolock",
	Doc:       "Rust crates, resolved",
	Ecosystem: "Rust",
	Files:     []string{"Cargo.lock"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Base("Cargo.lock"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

// Lock is what a Cargo.lock holds.
type Lock struct{ Packages []Package }

// Package is one version of a crate, or a package of the workspace.
type Package struct {
	Name, Version   string
	Registry        string // its address; "" is the public one
	Local           bool   // of the workspace, or from a path: it is no component
	Dependencies    []int  // places in Packages
	NameSpan        inventory.Span
	VersionSpan     inventory.Span
	VersionLocation inventory.Location
}

func extract(f *extractor.File) {
	root, err := toml.Parse(f.Data)
	entries := root.Get("package").Items()
	if own := root.Get("root"); own.Is(toml.Table) { // of old: the package of the workspace
		entries = append([]*toml.Node{own}, entries...)
	}
	lock := &Lock{}
	var read []*toml.Node
	for _, entry := range entries {
		name, version := entry.Get("name"), entry.Get("version")
		if !name.Is(toml.String) || !version.Is(toml.String) || purl.New(purl.Cargo, name.Text, "") == "" {
			f.Problem(entry.Span, "this package lacks its name or version; write the file anew with cargo generate-lockfile")
			continue
		}
		lock.Packages = append(lock.Packages, Package{
			Name: name.Text, Version: version.Text, Registry: registry(entry), Local: !entry.Get("source").Is(toml.String),
			NameSpan: name.Content(), VersionSpan: version.Content(), VersionLocation: f.Lines().Location(f.Path, version.Content()),
		})
		read = append(read, entry)
	}
	lock.connect(read)
	direct := lock.direct()
	for i, p := range lock.Packages {
		if !p.Local {
			f.Add(component(p, read[i], direct[i]))
		}
	}
	f.Keep(lock)
	f.Broken(err, "write the file anew with cargo generate-lockfile")
}

// connect finds the packages that the entries of packages depend on: "name", "name version" where there are several, and
// in old files "name version (source)".
func (l *Lock) connect(entries []*toml.Node) {
	places := make(map[string]int, 2*len(entries))
	for i, p := range l.Packages {
		places[p.Name] = i
		places[p.Name+" "+p.Version] = i
		places[p.Name+" "+p.Version+" ("+entries[i].Get("source").Whole().String()+")"] = i
	}
	for i, entry := range entries {
		for _, dependency := range entry.Get("dependencies").Items() {
			place, found := places[dependency.Text]
			if !found { // the source of a repository may lack its commit
				name, _, _ := strings.Cut(dependency.Text, " (")
				place, found = places[name]
			}
			if found {
				l.Packages[i].Dependencies = append(l.Packages[i].Dependencies, place)
			}
		}
	}
}

// direct tells of each package whether a package of the workspace depends on it.
func (l *Lock) direct() []bool {
	direct := make([]bool, len(l.Packages))
	for _, p := range l.Packages {
		for _, dependency := range p.Dependencies {
			direct[dependency] = direct[dependency] || p.Local
		}
	}
	return direct
}

func component(p Package, entry *toml.Node, direct bool) inventory.Component {
	c := inventory.Component{
		PURL: purl.New(purl.Cargo, p.Name, p.Version), Type: purl.Cargo, Name: p.Name, Version: p.Version,
		Kind: inventory.Library, Scope: inventory.Runtime, Direct: direct, Resolution: inventory.Lockfile,
		NameSpan: p.NameSpan, VersionSpan: p.VersionSpan,
	}
	if source := entry.Get("source").Whole().String(); strings.HasPrefix(source, "git+") {
		c.Attributes.Source = source
	}
	if p.Registry != "" {
		c.Attributes.Registry, c.PURL = p.Registry, purl.From(c.PURL, p.Registry)
	}
	return c
}

// registry is the address of the one that an entry comes from, "" of the public one: registry+https://…, sparse+https://….
func registry(entry *toml.Node) string {
	kind, url, _ := strings.Cut(entry.Get("source").Whole().String(), "+")
	if kind == "git" || purl.Registry(purl.Cargo, url) == "" {
		return ""
	}
	return url
}
