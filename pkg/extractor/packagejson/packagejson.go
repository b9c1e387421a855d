// Package packagejson reads package.json, the manifest that npm, Yarn, pnpm and Bun share.
// Sources: docs.npmjs.com/cli/configuring-npm/package-json, yarnpkg.com/configuration/manifest, pnpm.io/package_json.
package packagejson

import (
	"bytes"
	"cmp"
	"errors"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// Extractor reads package.json files.
var Extractor = &extractor.Extractor{
	Name:      "packagejson",
	Doc:       "npm packages (package.json)",
	Ecosystem: "npm",
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

func extract(f *extractor.File) {
	root, err := json.Parse(f.Data)
	for _, s := range sections {
		readSection(f, s.key, root.Get(s.key), s.scope)
	}
	readOverrides(f, root.Get("overrides"), text{}, npmTarget)
	readOverrides(f, root.Get("resolutions"), text{}, yarnTarget)
	readOverrides(f, root.Get("pnpm").Get("overrides"), text{}, pnpmTarget)
	readEngines(f, root.Get("engines"))
	readDevEngines(f, root.Get("devEngines"))
	readPackageManager(f, root.Get("packageManager"))
	readVolta(f, root.Get("volta"))

	var broken *json.Error
	switch {
	case errors.As(err, &broken):
		fail(f, broken)
	case !root.Is(json.Object):
		f.Fail(root.Span, "package.json is not an object, which npm refuses; write {} at least")
	}
}

func fail(f *extractor.File, broken *json.Error) {
	at := inventory.Span{Start: broken.Offset, End: broken.Offset}
	for _, marker := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		if bytes.HasPrefix(f.Data[broken.Offset:], []byte(marker)) {
			f.Fail(at, "a merge conflict begins here and nothing after it is read; resolve it")
			return
		}
	}
	f.Fail(at, "nothing from here on is read: %v; correct it, npm cannot read it either", broken)
}

func readSection(f *extractor.File, key string, section *json.Node, scope inventory.Scope) {
	switch {
	case section.Is(json.Object):
		for name, value := range section.Each() {
			addPackage(f, scope, whole(name), whole(value))
		}
	case section.Is(json.Array):
		for _, element := range section.Elements {
			readLegacy(f, key, element, scope)
		}
	case section != nil && !section.Is(json.Invalid):
		switch string(f.Data[section.Span.Start:section.Span.End]) {
		case "null", "false", `""`:
		default:
			f.Problem(section.Span, "%s is not an object of packages and their versions; correct or remove it", key)
		}
	}
}

// readLegacy reads an element of a section that is an array, ["left-pad", "react@^16"], as normalize-package-data does.
func readLegacy(f *extractor.File, key string, element *json.Node, scope inventory.Scope) {
	if !element.Is(json.String) {
		f.Problem(element.Span, "%s holds something that is no package; correct or remove it", key)
		return
	}
	t := whole(element).trim()
	end := t.indexAny("@ ><=")
	version := t.slice(end, t.len())
	if version.hasPrefix("@") {
		version = version.slice(1, version.len())
	}
	addPackage(f, scope, t.slice(0, end), version)
}

func addPackage(f *extractor.File, scope inventory.Scope, name, value text) {
	add(f, inventory.Component{Type: purl.NPM, Kind: inventory.Library, Scope: scope}, name, parseSpec(value))
}

// add completes and records a component of which type, kind and scope are known.
func add(f *extractor.File, c inventory.Component, name text, s spec) {
	if s.name.len() > 0 {
		name = s.name
	}
	c.Name, c.NameSpan = name.String(), name.span()
	c.Direct = true
	c.Resolution = cmp.Or(s.resolution, inventory.Literal)
	c.Attributes.Source = s.source
	if s.version.len() > 0 {
		c.VersionSpan = s.version.span()
		c.Requirement = s.version.String()
	}
	if s.exact {
		c.Version, c.Requirement = c.Requirement, ""
	}
	id := c.Name
	if c.Type == purl.Generic {
		id = strings.ToLower(id)
	}
	c.PURL = purl.New(c.Type, id, c.Version)
	if c.PURL == "" {
		f.Problem(name.span(), "%q is no name of a package; correct or remove this entry", c.Name)
		return
	}
	f.Add(c)
}
