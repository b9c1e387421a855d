// Package pnpmworkspace reads pnpm-workspace.yaml: the catalogs and overrides of a pnpm workspace, and the registries of scopes.
// Sources: pnpm.io/pnpm-workspace_yaml, pnpm.io/catalogs, pnpm.io/settings#overrides, pnpm.io/settings#registries.
package pnpmworkspace

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/npm/spec"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads pnpm-workspace.yaml files, and keeps a Workspace.
var Extractor = &extractor.Extractor{
	Name:      "pnpmworkspace",
	Doc:       "pnpm workspaces: catalogs, overrides",
	Ecosystem: "npm",
	Files:     []string{"pnpm-workspace.yaml"},
	Kinds:     []inventory.Kind{inventory.Library},
	Match:     extractor.Base("pnpm-workspace.yaml"),
	Extract:   extract,
}

// Workspace is what a resolver needs to know beside the components.
type Workspace struct {
	Catalogs   spec.Catalogs
	Registries spec.Registries
	Overrides  map[string]string // what is asked for instead of whatever the packages of the workspace ask for, by name
	Refers     map[int]string    // overrides that take what package.json asks for under a name ($name), by place among the components
}

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	root := documents.First()
	w := &Workspace{spec.AddCatalogs(f, root), registries(root), map[string]string{}, map[int]string{}}
	f.Keep(w)
	for key, value := range root.Get("overrides").Each() {
		if !value.Is(yaml.Scalar) || value.Text == "-" { // the package is left out
			continue
		}
		target := spec.PnpmTarget(key.Whole())
		w.Overrides[target.String()] = value.Text
		added := spec.AddManaged(f, inventory.Runtime, target, key, value)
		if name, refers := strings.CutPrefix(value.Text, "$"); added && refers {
			w.Refers[len(f.Components())-1] = name
		}
	}
	f.Broken(err, "correct it, pnpm cannot read it either")
}

// registries reads registries: {default: https://…, "@acme": https://…}.
func registries(root *yaml.Node) spec.Registries {
	all := spec.Registries{}
	for scope, address := range root.Get("registries").Each() {
		if scope.Text == "default" {
			all.Add(spec.AnyScope, address)
		} else {
			all.Add(scope.Text, address)
		}
	}
	return all
}
