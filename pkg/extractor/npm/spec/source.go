package spec

import (
	"cmp"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
)

// registryFile matches a package's file in the public registry: https://npmjs.org/@scope/name/-/name-1.0.0.tgz. What another
// host serves under such an address nobody knows.
var registryFile = lazyregexp.New(`(?i)^https?://(?:registry\.)?(?:npmjs\.org|yarnpkg\.com)(?::\d+)?/+((?:@[^/%]+/)?([^/%@]+))/-/([^/%]+)\.tgz(?:[?#].*)?$`)

// parseFile reads the address of a package's file in the registry: which package it is, whatever the key says, and its version.
func parseFile(t Text) (s Spec, found bool) {
	m := registryFile.FindStringSubmatchIndex(t.String())
	if m == nil {
		return Spec{}, false
	}
	file := t.Slice(m[6], m[7])
	base := t.String()[m[4]:m[5]] + "-"
	if strings.HasPrefix(file.String(), base) {
		s = ParseVersion(file.Slice(len(base), file.Len()))
	}
	s.Name, s.Source = t.Slice(m[2], m[3]), t.String()
	return s, true
}

// The ways to write a repository on GitHub (npm-package-arg, hosted-git-info): o/r and github:o/r, and the addresses of the repository
// or of what it holds. What follows # is a branch, a tag or a commit.
var (
	shortRepository = lazyregexp.New(`^(?:github:)?([A-Za-z0-9][A-Za-z0-9-]*)/([\w.-]+)(?:#(.*))?$`)
	longRepository  = lazyregexp.New(`(?i)^(?:[a-z+]+://)?(?:[^/?#]*@)?(?:(?:www\.|codeload\.|ssh\.)?github\.com(?::\d+/|[:/])|api\.github\.com/repos/)/*([A-Za-z0-9][A-Za-z0-9-]*)/([\w.-]+)(?:[/?][^#]*)?(?:#(.*))?$`)
)

// Repository gives the repository on GitHub that a package comes from, as a component beside the package, whose name is only what the
// manifest calls it. Its scope is that of the package. False: it comes from elsewhere.
func (s Spec) Repository(value Text, scope inventory.Scope) (c inventory.Component, found bool) {
	value = value.Trim()
	m := shortRepository.FindStringSubmatchIndex(value.String())
	if m == nil {
		m = longRepository.FindStringSubmatchIndex(value.String())
	}
	if s.Source == "" || m == nil {
		return inventory.Component{}, false
	}
	end := m[5]
	if name := value.String()[m[4]:m[5]]; strings.HasSuffix(name, ".git") {
		end -= len(".git")
	}
	c = inventory.Component{
		Type: purl.GitHub, Kind: inventory.Library, Scope: scope, Direct: true, Name: value.String()[m[2]:m[3]] + "/" + value.String()[m[4]:end],
		NameSpan: value.Part(m[2], end), Resolution: cmp.Or(s.Resolution, inventory.Literal), Attributes: inventory.Attributes{Source: s.Source},
	}
	if m[6] >= 0 && !strings.ContainsAny(value.String()[m[6]:], ":=") { // a range, or a folder
		ref := value.Slice(m[6], m[7])
		c.Version, c.VersionSpan = ref.String(), ref.Span()
	}
	c.PURL = purl.Action("", c.Name, c.Version, "")
	return c, c.PURL != ""
}
