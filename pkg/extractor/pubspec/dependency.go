package pubspec

import (
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// exact is a requirement that allows one version.
var exact = lazyregexp.New(`^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$`)

// dependency reads an entry: name: ^1.0.0, or a map of where the package comes from and perhaps its version. It is false of one
// without a name.
func dependency(name, value *yaml.Node) (inventory.Component, bool) {
	c := inventory.Component{Type: purl.Pub, Kind: inventory.Library, Direct: true, Resolution: inventory.Literal}
	text, version := name.Whole(), value
	if value.Is(yaml.Mapping) {
		version = value.Get("version")
		if hosted := value.Get("hosted").Get("name"); hosted.Is(yaml.Scalar) { // the package that is taken under this name
			text = hosted.Whole()
		}
		c.Attributes = origin(value)
	}
	text = text.Trim()
	c.Name, c.NameSpan = text.String(), text.Span()
	if required := version.Whole().Trim(); required.Len() > 0 {
		c.Requirement, c.VersionSpan = required.String(), required.Span()
		if exact.MatchString(c.Requirement) {
			c.Version, c.Requirement = c.Requirement, ""
		}
	}
	c.PURL = purl.From(purl.New(c.Type, c.Name, c.Version), c.Attributes.Registry)
	return c, c.PURL != ""
}

// origin tells where a package comes from: a registry, a repository, a folder, or an SDK, whose packages come with it.
func origin(value *yaml.Node) inventory.Attributes {
	hosted, git := value.Get("hosted"), value.Get("git")
	switch {
	case hosted != nil:
		return inventory.Attributes{Registry: purl.WithoutAccount(address(hosted))}
	case git != nil:
		source := "git+" + address(git)
		if ref := git.Get("ref").Whole().String(); ref != "" {
			source += "#" + ref
		}
		return inventory.Attributes{Source: source}
	case value.Get("path") != nil:
		return inventory.Attributes{Source: "file:" + value.Get("path").Whole().String()}
	case value.Get("sdk") != nil:
		return inventory.Attributes{Source: "sdk:" + value.Get("sdk").Whole().String()}
	}
	return inventory.Attributes{}
}

// address is that of a registry or a repository, which may stand alone or in a map.
func address(of *yaml.Node) string {
	if of.Is(yaml.Mapping) {
		of = of.Get("url")
	}
	return of.Whole().Trim().String()
}
