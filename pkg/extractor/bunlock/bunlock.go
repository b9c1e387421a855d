// Package bunlock reads bun.lock, Bun's lock in JSON with trailing commas. Its binary ancestor bun.lockb is not read.
// Source: bun.com/docs/pm/lockfile, and for the form of an entry Bun's src/install/lockfile/bun.lock.zig.
package bunlock

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/npm/lock"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// Extractor reads bun.lock files, and keeps a lock.Lock.
var Extractor = &extractor.Extractor{
	Name:      "bunlock",
	Doc:       "npm packages, resolved by Bun",
	Ecosystem: "npm",
	Files:     []string{"bun.lock"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Base("bun.lock"),
	Extract:   extract,
	MaxSize:   lock.MaxSize,
}

// sections are the keys that list what a package of the workspace, or one of the registry, needs.
var sections = []struct {
	key   string
	scope inventory.Scope
}{
	{"dependencies", inventory.Runtime},
	{"optionalDependencies", inventory.Optional},
	{"peerDependencies", inventory.Peer},
	{"devDependencies", inventory.Development},
}

func extract(f *extractor.File) {
	root, err := json.Parse(f.Data)
	r := &reader{File: f, byKey: map[string]*lock.Package{}, kept: &lock.Lock{}}
	f.Keep(r.kept)
	for key, entry := range root.Get("packages").Each() {
		r.read(key, entry)
	}
	for key, entry := range root.Get("packages").Each() {
		r.connect(key.Text, entry)
	}
	for folder, workspace := range root.Get("workspaces").Each() {
		r.importer(path.Clean(folder.Text), workspace)
	}
	lock.Reach(r.byKey, r.roots)
	lock.Add(f, r.packages)

	switch {
	case err != nil:
		f.Broken(err, "write the file anew with bun install")
	case !root.Is(json.Object):
		f.Fail(root.Span, "the lock is not an object, which Bun refuses; write the file anew with bun install")
	}
}

type reader struct {
	*extractor.File
	packages []*lock.Package
	byKey    map[string]*lock.Package // by where it is installed: b, and a/b for the one that a has for itself
	roots    []lock.Root
	kept     *lock.Lock
}

// read reads an entry: ["name@1.0.0", registry, {needs}, integrity], and ["name@git+https://…", {needs}, commit].
func (r *reader) read(key, entry *json.Node) {
	if !entry.Is(json.Array) || len(entry.Elements) == 0 || !entry.Elements[0].Is(json.String) {
		r.Problem(key.Span, "this package has no name and version; write the file anew with bun install")
		return
	}
	id := entry.Elements[0]
	at := strings.IndexByte(id.Text[min(1, len(id.Text)):], '@') + 1
	if at == 0 {
		at = len(id.Text)
	}
	p := &lock.Package{Name: id.Text[:at], NameSpan: id.Part(0, at)}
	switch version := id.Text[min(at+1, len(id.Text)):]; {
	case strings.ContainsAny(version, ":/"):
		p.Source = version
	default:
		p.Version, p.VersionSpan = version, id.Part(len(id.Text)-len(version), len(id.Text))
	}
	r.byKey[key.Text] = p
	r.packages = append(r.packages, p)
}

// connect notes what a package needs.
func (r *reader) connect(key string, entry *json.Node) {
	p := r.byKey[key]
	if p == nil {
		return
	}
	for _, element := range entry.Elements {
		for _, section := range sections[:3] {
			for name := range element.Get(section.key).Each() {
				p.Needs = append(p.Needs, lock.Need{Key: r.find(key, name.Text), Optional: section.scope == inventory.Optional})
			}
		}
	}
}

// importer notes what a package of the workspace takes.
func (r *reader) importer(folder string, workspace *json.Node) {
	r.kept.Set(folder, "", lock.Locked{})
	within := ""
	if name := workspace.Get("name"); name.Is(json.String) {
		within = name.Text
	}
	for _, section := range sections {
		for name := range workspace.Get(section.key).Each() {
			key := r.find(within, name.Text)
			if p := r.byKey[key]; p != nil {
				r.kept.Set(folder, name.Text, p.Locked(r.File))
				r.roots = append(r.roots, lock.Root{Key: key, Scope: section.scope})
			}
		}
	}
}

// maxNesting is how deep packages are looked for in one another. Real ones stay below 10.
const maxNesting = 100

// find looks for the package that another one takes for a name: the one that it has for itself, then those of the packages
// that it is installed in.
func (r *reader) find(within, name string) string {
	for range maxNesting {
		if within == "" {
			break
		}
		if key := within + "/" + name; r.byKey[key] != nil {
			return key
		}
		within = outer(within)
	}
	return name
}

// outer cuts the last package, b or @scope/b, from the key of one that is installed in others.
func outer(key string) string {
	key = key[:max(0, strings.LastIndexByte(key, '/'))]
	if start := strings.LastIndexByte(key, '/') + 1; strings.HasPrefix(key[start:], "@") {
		return key[:max(0, start-1)]
	}
	return key
}
