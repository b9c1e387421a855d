// Package npm joins what the files of npm, Yarn, pnpm and Bun say together: catalogs and the packages of a workspace, and the
// locks that have the exact versions.
package npm

import (
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/bunlock"
	"github.com/dna-group/techcheck/pkg/extractor/npm/spec"
	"github.com/dna-group/techcheck/pkg/extractor/packagejson"
	"github.com/dna-group/techcheck/pkg/extractor/packagelock"
	"github.com/dna-group/techcheck/pkg/extractor/pnpmlock"
	"github.com/dna-group/techcheck/pkg/extractor/pnpmworkspace"
	"github.com/dna-group/techcheck/pkg/extractor/yarnlock"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Resolver joins package.json files with their workspaces and locks.
var Resolver = &extractor.Resolver{
	Name:    "npm",
	Doc:     "npm, Yarn, pnpm and Bun: workspaces, catalogs and locks",
	Resolve: resolve,
}

// locks are the lock files, in the order in which those of one folder count.
var locks = []struct {
	name      string
	extractor *extractor.Extractor
}{
	{"npm-shrinkwrap.json", packagelock.Extractor},
	{"package-lock.json", packagelock.Extractor},
	{"pnpm-lock.yaml", pnpmlock.Extractor},
	{"yarn.lock", yarnlock.Extractor},
	{"bun.lock", bunlock.Extractor},
}

func resolve(files *extractor.Files) {
	r := &resolver{
		files: files, known: map[string]*extractor.ReadFile{}, locks: map[string]*lockFile{}, members: map[string]string{},
		registries: map[string]spec.Registries{},
	}
	var manifests []*manifest
	scanned := map[string]bool{} // folders whose package.json is part of the scan
	for _, f := range files.By(packagejson.Extractor) {
		if m := r.manifest(path.Dir(f.Path)); m != nil {
			manifests = append(manifests, m)
			scanned[m.folder] = true
			r.enlist(m)
		}
	}
	for _, f := range files.By(pnpmworkspace.Extractor) {
		r.refer(f)
	}
	for _, m := range manifests {
		r.join(m)
	}
	for _, candidate := range locks {
		for _, f := range files.By(candidate.extractor) {
			if path.Base(f.Path) == candidate.name {
				r.settle(f, scanned[path.Dir(f.Path)])
			}
		}
	}
	r.nameRegistries()
}

// resolver remembers the files that it has asked for, also those that are not there (nil).
type resolver struct {
	files      *extractor.Files
	known      map[string]*extractor.ReadFile // by path
	locks      map[string]*lockFile           // by folder
	members    map[string]string              // folders of the packages of workspaces, by the root's folder and their name
	registries map[string]spec.Registries     // by folder
}

func (r *resolver) at(file string, e *extractor.Extractor) *extractor.ReadFile {
	f, asked := r.known[file]
	if !asked {
		f = r.files.At(file, e)
		r.known[file] = f
	}
	return f
}

// manifest is a package.json.
type manifest struct {
	*extractor.ReadFile
	*packagejson.Manifest
	folder string
}

// manifest gives the package.json of a folder, nil if there is none.
func (r *resolver) manifest(folder string) *manifest {
	if f := r.at(path.Join(folder, "package.json"), packagejson.Extractor); f != nil {
		if kept, ok := f.Kept().(*packagejson.Manifest); ok {
			return &manifest{f, kept, folder}
		}
	}
	return nil
}

// refer completes the overrides of a pnpm-workspace.yaml that take what the package.json beside it asks for ($name).
func (r *resolver) refer(f *extractor.ReadFile) {
	w, ok := f.Kept().(*pnpmworkspace.Workspace)
	m := r.manifest(path.Dir(f.Path))
	if !ok || m == nil {
		return
	}
	places := map[string]int{}
	for place := range m.Components() {
		if entry, found := m.Entries[place]; found {
			if _, again := places[entry.Key]; !again { // sections that are used come first
				places[entry.Key] = place
			}
		}
	}
	for index, name := range w.Refers {
		if place, found := places[name]; found {
			inherit(&f.Components()[index], &m.Components()[place], inventory.Inherited)
		}
	}
}

// inherit gives a component the version that another one has.
func inherit(c, from *inventory.Component, how inventory.Resolution) {
	c.Version, c.Requirement, c.PURL, c.Name = from.Version, from.Requirement, from.PURL, from.Name
	c.VersionSpan, c.VersionLocation = from.VersionSpan, from.VersionLocation
	c.Attributes.Source = from.Attributes.Source
	c.Resolution = how
}

// upwards gives a folder and those above it, up to the root of the repository.
func upwards(folder string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for yield(folder) && folder != "." {
			folder = path.Dir(folder)
		}
	}
}
