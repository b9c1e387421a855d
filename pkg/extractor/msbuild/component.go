package msbuild

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/xml"
)

// Components are those of the project's own file, resolved as far as the chain goes.
func (p *Project) Components() []inventory.Component {
	var all []inventory.Component
	m := p.Chain[0]
	for _, i := range m.items {
		if i.name.Len() > 0 { // it has not been removed
			all = append(all, p.component(i))
		}
	}
	all = append(all, p.frameworks()...)
	for _, t := range m.images {
		if c := p.image(t); c.Name != "" {
			all = append(all, c)
		}
	}
	return all
}

func (p *Project) component(i *item) inventory.Component {
	m := p.Chain[0]
	name := p.expand(i.name, m)
	c := inventory.Component{
		Type: purl.NuGet, Name: name.text, NameSpan: i.name.Span(), Kind: i.kind, Scope: i.scope, Direct: true,
		Resolution: name.how,
	}
	if c.Resolution == inventory.Literal && !name.verbatim {
		c.Resolution = inventory.Variable
	}
	version := p.expand(i.version, m)
	if i.version.Len() == 0 && i.scope != inventory.Managed {
		version = p.central(name.text)
	}
	if version.text != "" {
		p.setVersion(&c, version)
	} else if !i.optional {
		c.Resolution = inventory.Unresolved
	}
	if !name.unknown() {
		c.PURL = purl.New(c.Type, c.Name, c.Version)
	}
	return c
}

// central finds the version of a package that is managed centrally.
func (p *Project) central(name string) value {
	for _, m := range p.Chain {
		if i := m.versions[strings.ToLower(name)]; i != nil {
			v := p.expand(i.version, m)
			if v.how == inventory.Literal {
				v.how = inventory.Variable
			}
			return v
		}
	}
	return value{}
}

// Manage gives a package the version that is managed centrally, if there is one.
func (p *Project) Manage(c *inventory.Component) {
	if version := p.central(c.Name); version.text != "" {
		p.setVersion(c, version)
		c.PURL = purl.New(c.Type, c.Name, c.Version)
	}
}

var (
	// exact is a version: NuGet takes the lowest one that is allowed, and of 1.2 that is 1.2.
	exact = lazyregexp.New(`^\d+(?:\.\d+)*(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$`)
	// pinned is a range of one version: [1.2].
	pinned = lazyregexp.New(`^\[\s*([^\[\](),\s$*]+)\s*\]$`)
)

// setVersion sets a version that has a text, and how it came to be.
func (p *Project) setVersion(c *inventory.Component, v value) {
	switch {
	case v.unknown() || c.Resolution == inventory.Unresolved:
		c.Resolution = inventory.Unresolved
	case v.model != p.Chain[0]:
		c.Resolution = inventory.Inherited
	case v.how != inventory.Literal:
		c.Resolution = v.how
	case !v.verbatim:
		c.Resolution = inventory.Variable
	}
	if m := pinned.FindStringSubmatchIndex(v.text); m != nil {
		v = v.part(m[2], m[3])
	}
	if exact.MatchString(v.text) {
		c.Version = v.text
	} else {
		c.Requirement = v.text
	}
	c.VersionSpan = v.span
	c.VersionLocation = v.model.lines.Location(v.model.Path, v.span)
}

// targets are the forms of a target framework's name, and what it stands for
// (https://learn.microsoft.com/dotnet/standard/frameworks). A group is the version.
var targets = []struct {
	form     *lazyregexp.Regexp
	language string
}{
	{lazyregexp.New(`(?i)^net(?:coreapp)?(\d+\.\d+)(?:-.*)?$`), "dotnet"},
	{lazyregexp.New(`(?i)^netstandard(\d+\.\d+)$`), "netstandard"},
	{lazyregexp.New(`(?i)^net([1-4]\d{1,2})(?:-.*)?$`), "dotnet-framework"},
	{lazyregexp.New(`(?i)^v(\d+(?:\.\d+)+)$`), "dotnet-framework"}, // TargetFrameworkVersion
}

// maxTargets is how many target frameworks of a file are read. Properties that hold lists could multiply them.
const maxTargets = 200

// frameworks reads the lists of target frameworks.
func (p *Project) frameworks() []inventory.Component {
	var all []inventory.Component
	read := 0
	for _, list := range p.Chain[0].frameworks {
		for _, t := range list.Split(";") {
			for target := range p.expand(t, p.Chain[0]).split() { // a property may hold several
				if read++; read > maxTargets {
					return all
				}
				if c := p.framework(t, target); c.Name != "" {
					all = append(all, c)
				}
			}
		}
	}
	return all
}

// framework describes the target framework v, which is used at t. It has no name if it is none of .NET's.
func (p *Project) framework(t xml.Text, v value) inventory.Component {
	c := inventory.Component{Type: purl.Generic, Kind: inventory.Language, Scope: inventory.Runtime, Direct: true, NameSpan: t.Span()}
	c.Resolution = inventory.Variable                                                   // the name is not spelt out
	if v.unknown() && !strings.Contains(strings.ToLower(v.text), "$(targetframework") { // but for what adds to a list
		c.Name = "dotnet"
		p.setVersion(&c, v)
		c.PURL = purl.New(c.Type, c.Name, c.Version)
		return c
	}
	for _, target := range targets {
		m := target.form.FindStringSubmatchIndex(v.text)
		if m == nil {
			continue
		}
		c.Name = target.language
		v = v.part(m[2], m[3])
		if !strings.Contains(v.text, ".") { // net472
			v.text = strings.Join(strings.Split(v.text, ""), ".")
		}
		p.setVersion(&c, v)
		c.PURL = purl.New(c.Type, c.Name, c.Version)
		return c
	}
	return inventory.Component{}
}

// image describes the base image of containers, whose parts stand where it is used, unless it is spelt out.
func (p *Project) image(t xml.Text) inventory.Component {
	v := p.expand(t, p.Chain[0])
	at := make([]int, len(v.text))
	for i := range at {
		at[i] = -1
		if v.how == inventory.Literal {
			at[i] = t.Slice(i, i+1).Span().Start
		}
	}
	reference := imageref.Written(v.text, at, imageref.Literal)
	switch {
	case v.unknown():
		reference = reference.Through(t.Span(), imageref.Unresolved)
	case v.how != inventory.Literal || !t.Verbatim():
		reference = reference.Through(t.Span(), imageref.Variable)
	}
	c := imageref.Component(reference)
	c.Scope = inventory.Runtime
	return c
}
