package pyproject

import (
	"maps"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// indexes are those of uv, PDM and Poetry.
func indexes(tool *toml.Node) pep508.Indexes {
	all := pep508.NewIndexes(tool.Get("uv").Get("index"), func(_ int, index *toml.Node) bool { return isTrue(index.Get("default")) })
	sources := tool.Get("poetry").Get("source")
	replaced := true // unless the public index is one of several
	for _, source := range sources.Items() {
		public := purl.Registry(purl.PyPI, source.Get("url").Whole().String()) == ""
		replaced = replaced && !(public && isPrimary(source))
	}
	pdm := func(_ int, source *toml.Node) bool { return source.Get("name").Whole().String() == "pypi" }
	maps.Copy(all, pep508.NewIndexes(tool.Get("pdm").Get("source"), pdm))
	maps.Copy(all, pep508.NewIndexes(sources, func(_ int, source *toml.Node) bool { return replaced && isPrimary(source) }))
	return all
}

// isPrimary tells Poetry's sources that every package may come from, and without which PyPI would be one.
func isPrimary(source *toml.Node) bool {
	switch source.Get("priority").Whole().String() {
	case "", "primary", "default":
		return !isTrue(source.Get("secondary"))
	}
	return false
}

// inclusion is what a source of PDM says that it has: packages by a pattern of their names.
type inclusion struct{ pattern, index string }

// maxInclusions is how many patterns are held against the name of each package. Real projects have a few.
const maxInclusions = 100

// inclusions reads include_packages.
func inclusions(pdm *toml.Node) []inclusion {
	var all []inclusion
	for _, source := range pdm.Get("source").Items() {
		for _, pattern := range source.Get("include_packages").Items() {
			all = append(all, inclusion{strings.ToLower(pattern.Text), source.Get("name").Whole().String()})
		}
	}
	return all[:min(len(all), maxInclusions)]
}

// included is the name of the index that has a package because PDM says so; "" for any.
func (r *reader) included(name string) string {
	for _, i := range r.inclusions {
		if match, err := path.Match(i.pattern, strings.ToLower(name)); match && err == nil {
			return i.index
		}
	}
	return ""
}

func isTrue(n *toml.Node) bool { return n.Is(toml.Bool) && n.Text == "true" }
