package packagejson

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor/npm/spec"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// kindOf tells what runs the code from what works on it.
func kindOf(engine spec.Text) inventory.Kind {
	switch strings.ToLower(engine.String()) {
	case "node", "deno":
		return inventory.Language
	}
	return inventory.Tool
}

func addEngine(r *reader, kind inventory.Kind, scope inventory.Scope, name spec.Text, s spec.Spec) {
	r.add(inventory.Component{Type: purl.Generic, Kind: kind, Scope: scope}, name, s)
}

// readEngines reads engines: {"node": ">=18"}, and ["node >=18"] and "node >=18" of old packages.
func readEngines(r *reader, engines *json.Node) {
	switch {
	case engines.Is(json.Object):
		for name, value := range engines.Each() {
			addRequired(r, whole(name), whole(value))
		}
	case engines.Is(json.Array):
		for _, element := range engines.Elements {
			readOldEngine(r, whole(element))
		}
	case engines.Is(json.String):
		readOldEngine(r, whole(engines))
	}
}

func addRequired(r *reader, name, version spec.Text) {
	kind, scope := kindOf(name), inventory.Build
	if kind == inventory.Language {
		scope = inventory.Runtime
	}
	addEngine(r, kind, scope, name, spec.ParseVersion(version))
}

var oldEngine = lazyregexp.New(`^\s*([A-Za-z][\w.-]*)(.*)$`)

func readOldEngine(r *reader, t spec.Text) {
	if m := oldEngine.FindStringSubmatchIndex(t.String()); m != nil {
		addRequired(r, t.Slice(m[2], m[3]), t.Slice(m[4], m[5]))
	}
}

// readDevEngines reads the fields of devEngines that name technology; cpu, os and libc do not.
func readDevEngines(r *reader, devEngines *json.Node) {
	readDevEngine(r, devEngines.Get("runtime"), inventory.Language)
	readDevEngine(r, devEngines.Get("packageManager"), inventory.Tool)
}

func readDevEngine(r *reader, field *json.Node, kind inventory.Kind) {
	switch {
	case field.Is(json.Array):
		for _, element := range field.Elements {
			readDevEngine(r, element, kind)
		}
	case field.Is(json.Object):
		name := field.Get("name")
		if !name.Is(json.String) {
			r.Problem(field.Span, "this entry of devEngines has no name; add one")
			return
		}
		var s spec.Spec
		if version := field.Get("version"); version != nil {
			s = spec.ParseVersion(whole(version))
		}
		addEngine(r, kind, inventory.Development, whole(name), s)
	}
}

// readPackageManager reads Corepack's field: pnpm@8.6.0, perhaps with +sha512.… of its archive, or yarn@https://….
func readPackageManager(r *reader, field *json.Node) {
	if !field.Is(json.String) || field.Text == "" {
		return
	}
	name, rest := spec.Cut(whole(field).Trim())
	s := spec.Spec{Source: rest.String()}
	if !strings.Contains(s.Source, ":") {
		version, _, _ := strings.Cut(s.Source, "+")
		s = spec.ParseVersion(rest.Slice(0, len(version)))
	}
	addEngine(r, inventory.Tool, inventory.Build, name, s)
}

// readVolta reads the versions that Volta pins for development.
func readVolta(r *reader, volta *json.Node) {
	for name, value := range volta.Each() {
		if name.Text != "extends" {
			addEngine(r, kindOf(whole(name)), inventory.Development, whole(name), spec.ParseVersion(whole(value)))
		}
	}
}
