// Package yarnlock reads yarn.lock as Yarn 1 (classic) and Yarn 2 and later (berry) write it.
// Sources: classic.yarnpkg.com/docs/yarn-lock, yarnpkg.com/advanced/lexicon (descriptor, locator).
package yarnlock

import (
	"bytes"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/npm/lock"
	"github.com/dna-group/techcheck/pkg/extractor/npm/spec"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Extractor reads yarn.lock files, and keeps a lock.Lock.
var Extractor = &extractor.Extractor{
	Name:      "yarnlock",
	Doc:       "npm packages, resolved by Yarn",
	Ecosystem: "npm",
	Files:     []string{"yarn.lock"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Base("yarn.lock"),
	Extract:   extract,
	MaxSize:   lock.MaxSize,
}

func extract(f *extractor.File) {
	r := &reader{File: f, byKey: map[string]*lock.Package{}}
	for line := range lock.Lines(f) {
		r.line(line.Path, line.Value)
	}
	r.finish()
	if len(r.packages) == 0 && r.foreign {
		f.Fail(inventory.Span{}, "this is no lock of Yarn; write the file anew with yarn install")
	}
}

type reader struct {
	*extractor.File
	packages []*lock.Package
	byKey    map[string]*lock.Package // by descriptor: name@range
	roots    []string                 // descriptors that the workspace's own packages ask for
	current  *lock.Package            // the one whose lines are being read
	member   bool                     // it is one of the workspace
	foreign  bool                     // a line at the outermost level is no entry
}

func (r *reader) line(keys []lock.Word, value lock.Word) {
	switch {
	case len(keys) == 0: // where a document begins
		r.current = nil
		return
	case len(keys) == 1:
		r.begin(keys[0], value)
		return
	case r.current == nil:
		return
	}
	switch field := string(keys[1].Bytes()); {
	case len(keys) == 2 && field == "version":
		r.current.Version, r.current.VersionSpan = value.String(), value.Span
	case len(keys) == 2 && field == "resolution":
		r.resolved(value)
	case len(keys) == 3 && field == "dependencies" && r.member:
		name, requirement := keys[2].String(), value.String()
		r.roots = append(r.roots, name+"@"+requirement, name+"@npm:"+requirement)
	}
}

// begin reads the descriptors that one entry stands for: "a@^1", "a@^2":, and since Yarn 2 "a@npm:^1, a@npm:^2":.
func (r *reader) begin(key, value lock.Word) {
	r.current, r.member = nil, false
	if value.Start < value.End || key.String() == "__metadata" {
		r.foreign = r.foreign || value.Start < value.End
		return
	}
	for at := key.Start; at < key.End; {
		one := key
		one.Start = at
		if comma := bytes.Index(one.Bytes(), []byte(", ")); comma >= 0 {
			one.End = at + comma
		}
		at = one.End + len(", ")
		one = one.Unquote()
		if r.current == nil {
			r.current = parse(one)
			r.packages = append(r.packages, r.current)
		}
		r.byKey[one.String()] = r.current
	}
}

// resolved reads which package the descriptors of an entry have led to. a@npm:^1 too may lead to one of the workspace.
func (r *reader) resolved(locator lock.Word) {
	if p := parse(locator); strings.HasPrefix(p.Source, "workspace:") {
		r.current.Source = p.Source
		r.member = true
	}
}

// parse reads a descriptor: of which package it is, and where it comes from if not from a registry.
func parse(descriptor lock.Word) *lock.Package {
	name, wanted := spec.Cut(inventory.NewText(descriptor.String(), descriptor))
	s := spec.Parse(wanted)
	if s.Name.Len() > 0 {
		name = s.Name
	}
	if strings.HasPrefix(s.Source, "patch:") { // a package of the registry, changed
		s.Source = ""
	}
	return &lock.Package{Name: name.String(), NameSpan: name.Span(), Source: s.Source}
}

func (r *reader) finish() {
	for _, descriptor := range r.roots {
		if p := r.byKey[descriptor]; p != nil {
			p.Direct = true
		}
	}
	kept := &lock.Lock{Descriptors: make(map[string]lock.Locked, len(r.byKey))}
	for descriptor, p := range r.byKey {
		kept.Descriptors[descriptor] = p.Locked(r.File)
	}
	r.Keep(kept)
	lock.Add(r.File, r.packages)
}
