package packagejson

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor/npm/spec"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// readOverrides reads npm's overrides, which nest, and Yarn's resolutions and pnpm's overrides, which do not. target
// finds the package that a key overrides; "." is the parent's own version.
func readOverrides(r *reader, overrides *json.Node, parent spec.Text, target func(spec.Text) spec.Text) {
	for key, value := range overrides.Each() {
		name := target(whole(key))
		if key.Text == "." && parent.Len() > 0 {
			name = parent
		}
		switch {
		case value.Is(json.Object):
			readOverrides(r, value, name, target)
		case value.Text == "-": // pnpm: the package is left out
		default:
			r.kept.Overrides[name.String()] = value.Text
			r.addOverride(name, value)
		}
	}
}

// addOverride records what is taken for a package. A version is a pin for others, and another package is in use in its place.
func (r *reader) addOverride(name spec.Text, value *json.Node) {
	s := r.referred(value)
	scope := inventory.Managed
	if s.Name.Len() > 0 && s.Name.String() != name.String() {
		scope = r.scopeOf(name.String())
	}
	if r.addPackage(scope, name, s) {
		r.addRepository(r.scopeOf(name.String()), whole(value), s)
	}
}

// scopeOf is the scope in which the manifest itself asks for a package; that of what runs, if only others do.
func (r *reader) scopeOf(name string) inventory.Scope {
	for _, section := range sections {
		if r.root.Get(section.key).Get(name) != nil {
			return section.scope
		}
	}
	return inventory.Runtime
}

// referred reads the value of an override. $name is what the manifest itself asks for.
func (r *reader) referred(value *json.Node) spec.Spec {
	if name, refers := strings.CutPrefix(value.Text, "$"); refers {
		for _, section := range sections {
			if own := r.root.Get(section.key).Get(name); own.Is(json.String) {
				s := spec.Parse(whole(own))
				s.Resolution = inventory.Variable
				return s
			}
		}
	}
	return spec.Parse(whole(value))
}

// readCatalogs reads Bun's catalogs, which stand in workspaces or beside it (bun.com/docs/pm/catalogs).
func readCatalogs(r *reader, from *json.Node) {
	readCatalog(r, spec.DefaultCatalog, from.Get("catalog"))
	for name, catalog := range from.Get("catalogs").Each() {
		readCatalog(r, name.Text, catalog)
	}
}

func readCatalog(r *reader, name string, catalog *json.Node) {
	for key, value := range catalog.Each() {
		if value.Is(json.String) && r.addPackage(inventory.Managed, whole(key), spec.Parse(whole(value))) {
			r.kept.Catalogs.Set(name, key.Text, len(r.Components())-1)
		}
	}
}
