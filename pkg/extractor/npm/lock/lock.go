// Package lock is what the lock files of npm, Yarn, pnpm and Bun have in common: packages in exact versions, and which of
// them each manifest takes.
package lock

import (
	"cmp"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// MaxSize is the size in bytes of the largest lock file that is read.
const MaxSize = 50 << 20

// Lock is what a resolver needs to know of a lock file.
type Lock struct {
	// Importers are the packages of the workspace by their folders, relative to the lock's, and what each takes for the keys
	// in its manifest. nil if the lock does not tell.
	Importers map[string]map[string]Locked
	// Descriptors are what Yarn's lock tells instead: what an entry of any manifest, key@value, takes.
	Descriptors map[string]Locked
}

// Locked is what an entry of a manifest takes.
type Locked struct {
	Name            string // the real one, of an alias too
	Version         string // "" if it has none
	Source          string // where it comes from if not from a registry: workspace:packages/a
	VersionSpan     inventory.Span
	VersionLocation inventory.Location
}

// Set notes what an entry of a manifest takes.
func (l *Lock) Set(folder, key string, taken Locked) {
	if l.Importers == nil {
		l.Importers = map[string]map[string]Locked{}
	}
	if l.Importers[folder] == nil {
		l.Importers[folder] = map[string]Locked{}
	}
	if key != "" {
		l.Importers[folder][key] = taken
	}
}

// Package is an entry of a lock file.
type Package struct {
	Name        string
	Version     string // "" if it has none
	Source      string // where it comes from if not from a registry
	NameSpan    inventory.Span
	VersionSpan inventory.Span
	Direct      bool
	Scope       inventory.Scope // "" for runtime
	Needs       []Need          // for Reach
}

// Local tells whether the package is part of the repository itself, and so no component.
func (p *Package) Local() bool {
	c := inventory.Component{Attributes: inventory.Attributes{Source: p.Source}}
	return c.Local()
}

// Locked is what a manifest takes if it takes this package.
func (p *Package) Locked(f *extractor.File) Locked {
	l := Locked{Name: p.Name, Version: p.Version, Source: p.Source}
	if p.Version != "" {
		l.VersionSpan, l.VersionLocation = p.VersionSpan, f.Lines().Location(f.Path, p.VersionSpan)
	}
	return l
}

// Add records packages as components of a lock file: one for each package and version, at its first entry.
// It takes the slice over.
func Add(f *extractor.File, packages []*Package) {
	type identity struct{ name, version, source string }
	first := make(map[identity]*Package, len(packages))
	distinct := packages[:0]
	for _, p := range packages {
		p.Scope = cmp.Or(p.Scope, inventory.Runtime)
		id := identity{p.Name, p.Version, p.Source}
		switch same := first[id]; {
		case p.Local():
		case same == nil:
			first[id] = p
			distinct = append(distinct, p)
		default:
			same.Direct = same.Direct || p.Direct
			if rank(p.Scope) < rank(same.Scope) {
				same.Scope = p.Scope
			}
		}
	}
	f.Grow(len(distinct))
	for _, p := range distinct {
		p.add(f)
	}
}

func (p *Package) add(f *extractor.File) {
	c := inventory.Component{
		Type: purl.NPM, Name: p.Name, Version: p.Version, PURL: purl.New(purl.NPM, p.Name, p.Version),
		Kind: inventory.Library, Scope: p.Scope, Direct: p.Direct, Resolution: inventory.Literal,
		Attributes: inventory.Attributes{Source: p.Source}, NameSpan: p.NameSpan,
	}
	if p.Version != "" {
		c.VersionSpan = p.VersionSpan
	}
	if c.PURL == "" {
		f.Problem(p.NameSpan, "%q is no name of a package; write the lock file anew with the package manager", p.Name)
		return
	}
	f.Add(c)
}
