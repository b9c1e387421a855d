package spec

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Catalogs are the catalogs of a workspace: where each of their packages stands among the components of its file. They are
// those of pnpm-workspace.yaml, Yarn's .yarnrc.yml and Bun's package.json, which share their form.
type Catalogs map[string]map[string]int

// DefaultCatalog is the name of the one that stands under the key catalog.
const DefaultCatalog = "default"

// Set notes the place of a package.
func (c Catalogs) Set(catalog, name string, place int) {
	if c[catalog] == nil {
		c[catalog] = map[string]int{}
	}
	c[catalog][name] = place
}

// Place finds the package that the value of an entry takes from a catalog: catalog: or catalog:name.
func (c Catalogs) Place(key, value string) (place int, found bool) {
	catalog, ok := strings.CutPrefix(value, "catalog:")
	if !ok {
		return 0, false
	}
	if catalog = strings.TrimSpace(catalog); catalog == "" {
		catalog = DefaultCatalog
	}
	place, found = c[catalog][key]
	return place, found
}

// AddCatalogs records the packages of the catalogs in a YAML file.
func AddCatalogs(f *extractor.File, root *yaml.Node) Catalogs {
	c := Catalogs{}
	c.add(f, DefaultCatalog, root.Get("catalog"))
	first := map[*yaml.Node]string{}
	for name, catalog := range root.Get("catalogs").Each() {
		if same, found := first[catalog]; found { // an alias of one that has been read
			c[name.Text] = c[same]
			continue
		}
		first[catalog] = name.Text
		c.add(f, name.Text, catalog)
	}
	return c
}

func (c Catalogs) add(f *extractor.File, name string, catalog *yaml.Node) {
	for key, value := range catalog.Each() {
		if value.Is(yaml.Scalar) && AddManaged(f, inventory.Managed, key.Whole(), key, value) {
			c.Set(name, key.Text, len(f.Components())-1)
		}
	}
}

// holds tells whether a scalar stands in the file as it is.
func holds(f *extractor.File, n *yaml.Node) bool {
	return f.Holds(n.Whole().Span(), n.Whole().String())
}

// AddManaged records a package that a member of a YAML mapping pins for others, and tells whether it is one. Its name is a
// part of the key. Another package that takes its place has the given scope.
func AddManaged(f *extractor.File, scope inventory.Scope, name Text, key, value *yaml.Node) bool {
	c := inventory.Component{Type: purl.NPM, Kind: inventory.Library, Scope: scope}
	c = Parse(value.Whole()).Complete(c, name)
	if scope != inventory.Managed && c.Name == name.String() { // a version is a pin for others
		c.Scope = inventory.Managed
	}
	if c.PURL == "" {
		f.Problem(name.Span(), "%q is no name of a package; correct or remove this entry", c.Name)
		return false
	}
	if c.Resolution == inventory.Literal && !(holds(f, key) && holds(f, value)) {
		c.Resolution = inventory.Variable // through escapes or over several lines
	}
	f.Add(c)
	return true
}
