// Package packagelock reads npm's locks, package-lock.json and npm-shrinkwrap.json, of all three versions.
// Source: docs.npmjs.com/cli/configuring-npm/package-lock-json.
package packagelock

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/npm/lock"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// Extractor reads package-lock.json and npm-shrinkwrap.json files, and keeps a lock.Lock.
var Extractor = &extractor.Extractor{
	Name:      "packagelock",
	Doc:       "npm packages, resolved",
	Ecosystem: "npm",
	Files:     []string{"package-lock.json", "npm-shrinkwrap.json"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Base("package-lock.json", "npm-shrinkwrap.json"),
	Extract:   extract,
	MaxSize:   lock.MaxSize,
}

func extract(f *extractor.File) {
	root, err := json.Parse(f.Data)
	r := &reader{File: f, kept: &lock.Lock{}}
	f.Keep(r.kept)
	if packages := root.Get("packages"); packages.Is(json.Object) {
		r.installed(packages)
	} else {
		r.tree(root.Get("dependencies"), true)
	}
	lock.Add(f, r.packages)

	switch {
	case err != nil:
		f.Broken(err, "write the file anew with npm install")
	case !root.Is(json.Object):
		f.Fail(root.Span, "the lock is not an object, which npm refuses; write the file anew with npm install")
	}
}

type reader struct {
	*extractor.File
	kept     *lock.Lock
	packages []*lock.Package
}

// tree reads the nested dependencies of lockfileVersion 1. Which of the outermost ones package.json asks for, it does not tell.
func (r *reader) tree(dependencies *json.Node, outermost bool) {
	for key, entry := range dependencies.Each() {
		if !entry.Is(json.Object) {
			continue
		}
		p := newPackage(key, 0, entry)
		if alias, isAlias := strings.CutPrefix(p.Version, "npm:"); isAlias {
			p.alias(entry.Get("version"), alias)
		} else if strings.ContainsAny(p.Version, ":/") { // git+ssh://…, github:o/r#…, https://….tgz, file:../a
			p.Source, p.Version = p.Version, ""
		}
		r.packages = append(r.packages, p.Package)
		if outermost {
			r.kept.Set(".", key.Text, p.Locked(r.File))
		}
		r.tree(entry.Get("dependencies"), false)
	}
}

const modules = "node_modules/"

// installed reads the packages of lockfileVersion 2 and 3 by the folders that they are installed in. A folder outside of
// every node_modules is a package of the workspace; "" is the lock's own.
func (r *reader) installed(packages *json.Node) {
	folders := map[string]*lock.Package{}
	for key, entry := range packages.Each() {
		start := strings.LastIndex(key.Text, modules)
		if start < 0 || !entry.Is(json.Object) {
			continue
		}
		p := newPackage(key, start+len(modules), entry)
		if name := entry.Get("name"); name.Is(json.String) { // the key is an alias
			p.Name, p.NameSpan = name.Text, name.Content()
		}
		switch resolved := text(entry.Get("resolved")); {
		case isTrue(entry.Get("link")):
			p.Source = "workspace:" + resolved
		case strings.HasPrefix(resolved, "git"), strings.HasPrefix(resolved, "file:"):
			p.Source = resolved
		}
		folders[key.Text] = p.Package
		r.packages = append(r.packages, p.Package)
	}
	for key, entry := range packages.Each() {
		if !strings.Contains(key.Text, modules) {
			r.importer(path.Clean(key.Text), entry, folders)
		}
	}
}

// sections are the keys of a package that list what it needs.
var sections = []string{"dependencies", "devDependencies", "optionalDependencies", "peerDependencies"}

// importer notes what a package of the workspace takes.
func (r *reader) importer(folder string, entry *json.Node, folders map[string]*lock.Package) {
	r.kept.Set(folder, "", lock.Locked{})
	for _, section := range sections {
		for key := range entry.Get(section).Each() {
			if p := find(folders, folder, key.Text); p != nil {
				p.Direct = true
				r.kept.Set(folder, key.Text, p.Locked(r.File))
			}
		}
	}
}

// maxDepth is how many folders above a package are looked into. Real ones stay below 10.
const maxDepth = 100

// find looks for a package as Node.js does: in the folder's node_modules, then in those of the folders above it.
func find(folders map[string]*lock.Package, folder, name string) *lock.Package {
	for range maxDepth {
		if p := folders[path.Join(folder, modules, name)]; p != nil || folder == path.Dir(folder) {
			return p
		}
		folder = path.Dir(folder)
	}
	return nil
}
