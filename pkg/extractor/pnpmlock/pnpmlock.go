// Package pnpmlock reads pnpm-lock.yaml, of lockfileVersion 5 to 9 and of several documents. It reads lines and not YAML,
// for pnpm's locks are large and pnpm writes each in one form.
// Source: github.com/pnpm/spec/tree/master/lockfile.
package pnpmlock

import (
	"bytes"
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/npm/lock"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Extractor reads pnpm-lock.yaml files, and keeps a lock.Lock.
var Extractor = &extractor.Extractor{
	Name:      "pnpmlock",
	Doc:       "npm packages, resolved by pnpm",
	Ecosystem: "npm",
	Files:     []string{"pnpm-lock.yaml"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Base("pnpm-lock.yaml"),
	Extract:   extract,
	MaxSize:   lock.MaxSize,
}

func extract(f *extractor.File) {
	r := &reader{File: f, kept: &lock.Lock{}, document: newDocument()}
	f.Keep(r.kept)
	empty := true
	for line := range lock.Lines(f) {
		switch {
		case len(line.Path) == 0:
			r.finish()
			r.document = newDocument()
		default:
			r.read(line.Path, line.Value)
			empty = false
		}
	}
	r.finish()
	lock.Add(f, r.packages)
	if !r.versioned && !empty {
		f.Fail(inventory.Span{}, "this is no lock of pnpm, it has no lockfileVersion; write the file anew with pnpm install")
	}
}

type reader struct {
	*extractor.File
	kept      *lock.Lock
	packages  []*lock.Package
	versioned bool
	*document
}

// document is one of the file's. pnpm 11 writes the tools of the workspace, itself among them, in the first of two.
type document struct {
	style   style
	entries []entry
	byKey   map[string]*lock.Package
	current *lock.Package // the one whose lines are being read
}

func newDocument() *document { return &document{byKey: map[string]*lock.Package{}} }

// entry is what a package of the workspace takes.
type entry struct {
	folder  string
	section section
	name    string
	version lock.Word
}

// section is a list of packages that a package needs.
type section struct {
	scope inventory.Scope
	tool  bool // of the workspace: no entry of a manifest takes it
}

var sections = map[string]section{
	"dependencies":               {scope: inventory.Runtime},
	"optionalDependencies":       {scope: inventory.Optional},
	"devDependencies":            {scope: inventory.Development},
	"configDependencies":         {inventory.Build, true},
	"packageManagerDependencies": {inventory.Build, true},
}

// read reads a line by the keys that it stands under.
func (r *reader) read(keys []lock.Word, value lock.Word) {
	switch string(keys[0].Bytes()) {
	case "lockfileVersion":
		r.versioned = true
		r.style = styleOf(value.String())
	case "importers":
		if len(keys) == 2 {
			r.kept.Set(path.Clean(keys[1].String()), "", lock.Locked{})
		}
		if len(keys) > 2 {
			r.importer(path.Clean(keys[1].String()), keys[2:], value)
		}
	case "packages", "snapshots":
		r.entry(keys, value)
	default:
		r.importer(".", keys, value) // before there were importers, the only one stood here
	}
}

// importer reads react: 1.0.0, and version: 1.0.0 below react.
func (r *reader) importer(folder string, keys []lock.Word, value lock.Word) {
	section, known := sections[string(keys[0].Bytes())]
	inline := len(keys) == 2 && value.Start < value.End
	below := len(keys) == 3 && string(keys[2].Bytes()) == "version"
	if known && (inline || below) {
		r.entries = append(r.entries, entry{folder, section, keys[1].String(), value})
	}
}

// entry reads a line of an entry of packages or snapshots. A snapshot is a package with certain peers: what one needs, the
// package needs.
func (r *reader) entry(keys []lock.Word, value lock.Word) {
	switch len(keys) {
	case 2:
		key := r.style.trim(keys[1].String())
		if r.current = r.byKey[key]; r.current == nil {
			r.current = r.style.parse(keys[1])
			r.byKey[key] = r.current
			r.packages = append(r.packages, r.current)
		}
	case 3:
		switch string(keys[2].Bytes()) { // where the key does not tell
		case "name":
			r.current.Name, r.current.NameSpan = value.String(), value.Span
		case "version":
			r.current.Version, r.current.VersionSpan = value.String(), value.Span
		}
	case 4:
		section, known := sections[string(keys[2].Bytes())]
		if known {
			r.current.Needs = append(r.current.Needs, lock.Need{
				Key: r.style.key(keys[3].String(), value.String()), Optional: section.scope == inventory.Optional,
			})
		}
	}
}

// finish joins what a document's importers take with its packages.
func (r *reader) finish() {
	var roots []lock.Root
	for _, e := range r.entries {
		key := r.style.key(e.name, e.version.String())
		roots = append(roots, lock.Root{Key: key, Scope: e.section.scope})
		if !e.section.tool {
			r.kept.Set(e.folder, e.name, r.taken(e, r.byKey[key]))
		}
	}
	lock.Reach(r.byKey, roots)
}

// taken is what an entry takes. Its version is at the importer's line if it is written there.
func (r *reader) taken(e entry, p *lock.Package) lock.Locked {
	version := e.version
	if p == nil {
		return lock.Locked{Name: e.name, Source: version.String()} // link:../a
	}
	l := p.Locked(r.File)
	if at := bytes.Index(version.Bytes(), []byte(p.Version)); at >= 0 && p.Version != "" && p.Source == "" {
		l.VersionSpan = inventory.Span{Start: version.Start + at, End: version.Start + at + len(p.Version)}
		l.VersionLocation = r.Lines().Location(r.Path, l.VersionSpan)
	}
	return l
}
