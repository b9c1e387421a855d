// Package conda reads names and versions of packages as Conda's manifests write them, and makes components of them.
// Source: docs.conda.io/projects/conda-build/en/latest/resources/package-spec.html#package-match-specifications.
package conda

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
)

var wholeName = lazyregexp.New(`^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?$`)

// Package is a package by its name alone; python is the language. It has no purl if that is no name.
func Package(name inventory.Text) inventory.Component {
	c := inventory.Component{
		Type: purl.Conda, Kind: inventory.Library, Scope: inventory.Runtime, Direct: true, Resolution: inventory.Literal,
		Name: name.String(), NameSpan: name.Span(),
	}
	if strings.EqualFold(c.Name, "python") {
		c.Type, c.Kind = purl.Generic, inventory.Language
	}
	if wholeName.MatchString(c.Name) {
		c.PURL = purl.New(c.Type, strings.ToLower(c.Name), "")
	}
	return c
}

// exact is a version that is fully given: ==1.2, 1.2, or with a build =1.2=build. With a single = and no build any 1.2.x will do.
var exact = lazyregexp.New(`^(?:(?:==\s*)?([0-9][^\s=*,|]*)|=?\s*([0-9][^\s=*,|]*)[\s=]+[^\s=]+)$`)

// Specify gives a component the version or the requirement that stands behind its name.
func Specify(c *inventory.Component, version inventory.Text) {
	if version.Len() == 0 {
		return
	}
	c.Requirement, c.VersionSpan = version.String(), version.Span()
	if m := exact.FindStringSubmatchIndex(version.String()); m != nil {
		version = version.Slice(max(m[2], m[4]), max(m[3], m[5]))
		c.Version, c.Requirement, c.VersionSpan = version.String(), "", version.Span()
	}
	if c.PURL != "" {
		c.PURL = purl.New(c.Type, strings.ToLower(c.Name), c.Version)
	}
}

// token is the account of a channel's address: https://conda.example.com/t/SECRET/name.
var token = lazyregexp.New(`/t/[^/]+/`)

// From says which channel a package is to come from. Those that are no address are channels of the public registry.
func From(c *inventory.Component, channel string) {
	if strings.Contains(channel, "://") && c.Type == purl.Conda {
		c.Attributes.Registry = purl.WithoutAccount(token.ReplaceAllString(channel, "/"))
		c.PURL = purl.From(c.PURL, c.Attributes.Registry)
	}
}
