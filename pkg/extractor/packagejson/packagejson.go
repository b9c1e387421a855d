// Package packagejson reads package.json, the manifest that npm, Yarn, pnpm and Bun share.
// Sources: docs.npmjs.com/cli/configuring-npm/package-json, yarnpkg.com/configuration/manifest, pnpm.io/package_json.
package packagejson

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/npm/spec"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// Extractor reads package.json files.
var Extractor = &extractor.Extractor{
	Name:      "packagejson",
	Doc:       "npm packages",
	Ecosystem: "npm",
	Files:     []string{"package.json"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language, inventory.Tool},
	Match:     extractor.Base("package.json"),
	Extract:   extract,
}

// sections are the keys that list packages. What bundledDependencies names stands in dependencies too.
var sections = []struct {
	key   string
	scope inventory.Scope
}{
	{"dependencies", inventory.Runtime},
	{"devDependencies", inventory.Development},
	{"optionalDependencies", inventory.Optional},
	{"peerDependencies", inventory.Peer},
}

// Manifest is what a resolver needs to know beside the components.
type Manifest struct {
	Name       string            // of the package itself
	Workspaces []string          // globs of the folders of the workspace's packages
	Entries    map[int]Entry     // as they are written, by place among the components
	Overrides  map[string]string // what is asked for instead of whatever the packages of the workspace ask for, by name
	Catalogs   spec.Catalogs
}

// Entry is a dependency as it is written: of "a": "npm:b@^1" the key is a.
type Entry struct{ Key, Value string }

// reader adds what it reads to its file.
type reader struct {
	*extractor.File
	root *json.Node
	kept *Manifest
}

func extract(f *extractor.File) {
	root, err := json.Parse(f.Data)
	r := &reader{f, root, &Manifest{Entries: map[int]Entry{}, Overrides: map[string]string{}, Catalogs: spec.Catalogs{}}}
	if name := root.Get("name"); name.Is(json.String) {
		r.kept.Name = name.Text
	}
	f.Keep(r.kept)
	for _, s := range sections {
		readSection(r, s.key, root.Get(s.key), s.scope)
	}
	readOverrides(r, root.Get("overrides"), spec.Text{}, spec.Target)
	readOverrides(r, root.Get("resolutions"), spec.Text{}, spec.YarnTarget)
	readOverrides(r, root.Get("pnpm").Get("overrides"), spec.Text{}, spec.PnpmTarget)
	readWorkspaces(r, root.Get("workspaces"))
	readCatalogs(r, root)
	readEngines(r, root.Get("engines"))
	readDevEngines(r, root.Get("devEngines"))
	readPackageManager(r, root.Get("packageManager"))
	readVolta(r, root.Get("volta"))

	switch {
	case err != nil:
		f.Broken(err, "correct it, npm cannot read it either")
	case !root.Is(json.Object):
		f.Fail(root.Span, "package.json is not an object, which npm refuses; write {} at least")
	}
}

// readWorkspaces reads ["packages/*"], and {"packages": ["packages/*"]} with what else Bun and Yarn 1 write there.
func readWorkspaces(r *reader, workspaces *json.Node) {
	packages := workspaces
	if workspaces.Is(json.Object) {
		packages = workspaces.Get("packages")
		readCatalogs(r, workspaces)
	}
	if packages.Is(json.Array) {
		for _, glob := range packages.Elements {
			r.kept.Workspaces = append(r.kept.Workspaces, glob.Text)
		}
	}
}

func readSection(r *reader, key string, section *json.Node, scope inventory.Scope) {
	switch {
	case section.Is(json.Object):
		for name, value := range section.Each() {
			r.addEntry(scope, whole(name), whole(value))
		}
	case section.Is(json.Array):
		for _, element := range section.Elements {
			readLegacy(r, key, element, scope)
		}
	case section != nil && !section.Is(json.Invalid):
		switch string(r.Data[section.Span.Start:section.Span.End]) {
		case "null", "false", `""`:
		default:
			r.Problem(section.Span, "%s is not an object of packages and their versions; correct or remove it", key)
		}
	}
}

// readLegacy reads an element of a section that is an array, ["left-pad", "react@^16"], as normalize-package-data does.
func readLegacy(r *reader, key string, element *json.Node, scope inventory.Scope) {
	if !element.Is(json.String) {
		r.Problem(element.Span, "%s holds something that is no package; correct or remove it", key)
		return
	}
	t := whole(element).Trim()
	end := spec.IndexAny(t, "@ ><=")
	version := t.Slice(end, t.Len())
	if strings.HasPrefix(version.String(), "@") {
		version = version.Slice(1, version.Len())
	}
	r.addEntry(scope, t.Slice(0, end), version)
}

// addPackage records a package, and tells whether it is one.
func (r *reader) addPackage(scope inventory.Scope, name spec.Text, s spec.Spec) bool {
	return r.add(inventory.Component{Type: purl.NPM, Kind: inventory.Library, Scope: scope}, name, s)
}

// addEntry records a dependency, and what is written of it.
func (r *reader) addEntry(scope inventory.Scope, name, value spec.Text) {
	s := spec.Parse(value)
	if !r.addPackage(scope, name, s) {
		return
	}
	r.kept.Entries[len(r.Components())-1] = Entry{name.String(), value.Trim().String()}
	r.addRepository(scope, value, s)
}

// addRepository records the repository on GitHub that a package comes from, if it does: its own name says more than the key.
func (r *reader) addRepository(scope inventory.Scope, value spec.Text, s spec.Spec) {
	if c, found := s.Repository(value, scope); found {
		r.Add(c)
	}
}

// add completes and records a component of which type, kind and scope are known.
func (r *reader) add(c inventory.Component, name spec.Text, s spec.Spec) bool {
	c = s.Complete(c, name)
	if c.PURL == "" {
		r.Problem(name.Span(), "%q is no name of a package; correct or remove this entry", c.Name)
		return false
	}
	r.Add(c)
	return true
}

// whole is the text of a string; of anything else it is empty.
func whole(n *json.Node) spec.Text { return inventory.NewText(n.Text, n) }
