package pep508

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Indexes are the package indexes that a file defines: their addresses by their names in lower case. The public one has
// none, and nor has one that the file takes everything from, which stands in for it.
type Indexes map[string]string

// NewIndexes reads tables with a name and a url. whole tells those that the file takes everything from.
func NewIndexes(tables *toml.Node, whole func(place int, table *toml.Node) bool) Indexes {
	all := Indexes{}
	for i, table := range tables.Items() {
		all.Set(table.Get("name").Whole().String(), table.Get("url").Whole().String(), whole(i, table))
	}
	return all
}

// Set defines an index.
func (x Indexes) Set(name, url string, whole bool) {
	if whole || purl.Registry(purl.PyPI, url) == "" {
		url = ""
	}
	x[strings.ToLower(name)] = purl.WithoutAccount(url)
}

// Locate puts the address of the index that a component asks for in the place of its name. A name that the file does not
// define stays as it is: a tool's own configuration knows it.
func (x Indexes) Locate(c *inventory.Component) {
	name := strings.ToLower(c.Attributes.Registry)
	address, defined := x[name]
	switch {
	case defined:
		c.Attributes.Registry = address
	case name == "pypi":
		c.Attributes.Registry = ""
	}
	if c.Attributes.Registry != "" {
		c.PURL = purl.From(c.PURL, c.Attributes.Registry)
	}
}

// Index is the name of the index that a table takes a package from, "" for any: Poetry's {source = …}, {index = …} of uv and
// Pipenv. Of a list of tables, for several platforms, the first that names one counts.
func Index(table *toml.Node) string {
	if table.Is(toml.Array) {
		for _, one := range table.Elements {
			if name := Index(one); name != "" {
				return name
			}
		}
		return ""
	}
	for _, key := range []string{"source", "index"} {
		if name := table.Get(key); name.Is(toml.String) {
			return name.Text
		}
	}
	return ""
}
