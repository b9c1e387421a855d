package packagejson

import (
	"regexp"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// kindOf tells what runs the code from what works on it.
func kindOf(engine text) inventory.Kind {
	switch strings.ToLower(engine.String()) {
	case "node", "deno":
		return inventory.Language
	}
	return inventory.Tool
}

func addEngine(f *extractor.File, kind inventory.Kind, scope inventory.Scope, name text, s spec) {
	add(f, inventory.Component{Type: purl.Generic, Kind: kind, Scope: scope}, name, s)
}

// readEngines reads engines: {"node": ">=18"}, and ["node >=18"] and "node >=18" of old packages.
func readEngines(f *extractor.File, engines *json.Node) {
	switch {
	case engines.Is(json.Object):
		for name, value := range engines.Each() {
			addRequired(f, whole(name), whole(value))
		}
	case engines.Is(json.Array):
		for _, element := range engines.Elements {
			readOldEngine(f, whole(element))
		}
	case engines.Is(json.String):
		readOldEngine(f, whole(engines))
	}
}

func addRequired(f *extractor.File, name, version text) {
	kind, scope := kindOf(name), inventory.Build
	if kind == inventory.Language {
		scope = inventory.Runtime
	}
	addEngine(f, kind, scope, name, parseVersion(version))
}

var oldEngine = regexp.MustCompile(`^\s*([A-Za-z][\w.-]*)(.*)$`)

func readOldEngine(f *extractor.File, t text) {
	if m := oldEngine.FindStringSubmatchIndex(t.String()); m != nil {
		addRequired(f, t.slice(m[2], m[3]), t.slice(m[4], m[5]))
	}
}

// readDevEngines reads the fields of devEngines that name technology; cpu, os and libc do not.
func readDevEngines(f *extractor.File, devEngines *json.Node) {
	readDevEngine(f, devEngines.Get("runtime"), inventory.Language)
	readDevEngine(f, devEngines.Get("packageManager"), inventory.Tool)
}

func readDevEngine(f *extractor.File, field *json.Node, kind inventory.Kind) {
	switch {
	case field.Is(json.Array):
		for _, element := range field.Elements {
			readDevEngine(f, element, kind)
		}
	case field.Is(json.Object):
		name := field.Get("name")
		if !name.Is(json.String) {
			f.Problem(field.Span, "this entry of devEngines has no name; add one")
			return
		}
		var s spec
		if version := field.Get("version"); version != nil {
			s = parseVersion(whole(version))
		}
		addEngine(f, kind, inventory.Development, whole(name), s)
	}
}

// readPackageManager reads Corepack's field: pnpm@8.6.0, perhaps with +sha512.… of its archive, or yarn@https://….
func readPackageManager(f *extractor.File, field *json.Node) {
	if !field.Is(json.String) || field.Text == "" {
		return
	}
	name, rest := whole(field).trim().cut()
	s := spec{source: rest.String()}
	if !strings.Contains(s.source, ":") {
		version, _, _ := strings.Cut(s.source, "+")
		s = parseVersion(rest.slice(0, len(version)))
	}
	addEngine(f, inventory.Tool, inventory.Build, name, s)
}

// readVolta reads the versions that Volta pins for development.
func readVolta(f *extractor.File, volta *json.Node) {
	for name, value := range volta.Each() {
		if name.Text != "extends" {
			addEngine(f, kindOf(whole(name)), inventory.Development, whole(name), parseVersion(whole(value)))
		}
	}
}
