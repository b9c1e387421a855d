package pep508

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
)

// place gives the place in the file of a range of the text that is read.
type place = func(start, end int) inventory.Span

// Read reads a dependency as pip does: a requirement, a URL, or a path. One whose name holds a variable, which another
// program replaces, is unresolved. at gives the place in the file of a range of the text. It is false if there is no name.
func Read(text string, at func(start, end int) inventory.Span) (inventory.Component, bool) {
	if m := named.FindString(text); m != "" {
		c := Library(m, at(0, len(m)))
		c.Resolution = inventory.Unresolved
		return c, true
	}
	if elsewhere.MatchString(text) || isPath.MatchString(text) {
		return fromSource(text, at), true
	}
	r, found := parse(text)
	if !found {
		return inventory.Component{}, false
	}
	return r.component(at), true
}

var (
	// variable is what another program replaces: pip's ${NAME}, and what templates and Python's own formatting have.
	variable = lazyregexp.New(variables)
	named    = lazyregexp.New(`^[\w.-]*(?:` + variables + `)[\w.-]*`)
	// exact is a version alone, with or without an operator: ==1.2, 1.2.
	exact = lazyregexp.New(`^(?:={1,3}\s*)?(v?[0-9][^\s*,|]*)$`)
)

const variables = `\$\{\w+\}|\{\{[^{}]*\}\}|%\(\w+\)s|%s|\{[\w.]*\}`

// Specify gives a component the version or the requirement that a specifier says. at gives the place in the file of a
// range of the specifier.
func Specify(c *inventory.Component, specifier string, at func(start, end int) inventory.Span) {
	if specifier == "" {
		return
	}
	c.VersionSpan = at(0, len(specifier))
	switch m := exact.FindStringSubmatchIndex(specifier); {
	case variable.MatchString(specifier):
		c.Requirement, c.Resolution = specifier, inventory.Unresolved
	case m != nil:
		c.Version, c.VersionSpan = specifier[m[2]:m[3]], at(m[2], m[3])
		c.PURL = purl.New(c.Type, c.Name, c.Version)
	default:
		c.Requirement = specifier
	}
}

// component is what a requirement says.
func (r requirement) component(at place) inventory.Component {
	c := Library(r.text[r.name.Start:r.name.End], at(r.name.Start, r.name.End))
	c.Attributes.Source = r.text[r.url.Start:r.url.End]
	Specify(&c, r.text[r.specifier.Start:r.specifier.End], func(start, end int) inventory.Span {
		return at(r.specifier.Start+start, r.specifier.Start+end)
	})
	return c
}

var wholeName = lazyregexp.New(`^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$`)

// Library is a package by its name alone. It has no purl if that is no name.
func Library(name string, at inventory.Span) inventory.Component {
	c := inventory.Component{
		Type: purl.PyPI, Name: name, NameSpan: at, Kind: inventory.Library, Direct: true, Resolution: inventory.Literal,
	}
	if wholeName.MatchString(name) {
		c.PURL = purl.New(purl.PyPI, name, "")
	}
	return c
}

// GroupScope is the scope of a group of dependencies by its name, as Poetry, PDM and Pipenv have them.
func GroupScope(name string) inventory.Scope {
	switch strings.ToLower(name) {
	case "main", "default", "packages":
		return inventory.Runtime
	case "test", "tests", "testing":
		return inventory.Test
	}
	return inventory.Development
}

// Language is Python itself.
func Language(at inventory.Span) inventory.Component {
	return inventory.Component{
		PURL: purl.New(purl.Generic, "python", ""), Type: purl.Generic, Name: "python", NameSpan: at,
		Kind: inventory.Language, Scope: inventory.Runtime, Direct: true, Resolution: inventory.Literal,
	}
}
