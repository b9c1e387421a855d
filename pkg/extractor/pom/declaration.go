package pom

import (
	"cmp"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
)

// declaration is an element that names an artifact.
type declaration struct {
	coordinates
	kind       inventory.Kind
	scope      inventory.Scope // "" if mavenScope says it
	mavenScope string
	typ        string // of a dependency
	classifier string
	source     string // its systemPath
	optional   bool
	noGroup    bool // a plugin of defaultGroup
	parent     bool
}

// key is what a declaration of a name has in common with the one that manages its version.
func (d *declaration) key(name string) string {
	return strings.Join([]string{string(d.kind), name, d.typ, d.classifier}, ":")
}

// name is the artifact's group:artifact. It stands where the artifact is named.
func (d *declaration) name(p *Project, m *Model) value {
	group, artifact := p.expand(d.group, m), p.expand(d.artifact, m)
	if d.noGroup {
		group = value{text: defaultGroup, verbatim: true}
	}
	return value{
		text:     group.text + ":" + artifact.text,
		model:    m,
		span:     d.artifact.Span(),
		verbatim: group.verbatim && artifact.verbatim,
		through:  group.through || artifact.through,
		unknown:  group.unknown || artifact.unknown,
	}
}

// Components are those of the project's own model, always the same ones in the same order, resolved as far as the chain
// goes.
func (p *Project) Components() []inventory.Component {
	var all []inventory.Component
	m := p.Chain[0]
	for _, d := range m.declarations {
		all = append(all, p.component(d))
	}
	if m.java != nil {
		all = append(all, p.language(m.java))
	}
	return all
}

func (p *Project) component(d *declaration) inventory.Component {
	m := p.Chain[0]
	name := d.name(p, m)
	c := inventory.Component{
		Type: purl.Maven, Name: name.text, NameSpan: name.span, Kind: d.kind, Scope: d.scope, Direct: true,
	}
	c.Attributes.Source = d.source
	version := p.expand(d.version, m)
	mavenScope := d.mavenScope
	if c.Scope != inventory.Managed && !d.parent {
		if by := p.managed(d.key(name.text), map[*Model]bool{}); by != nil {
			mavenScope = cmp.Or(mavenScope, by.mavenScope)
			if d.version.Len() == 0 {
				version = by.project.expand(by.version, by.model)
				version.through = true
			}
		}
	}
	if c.Scope == "" {
		c.Scope = scopeOf(mavenScope, d.optional)
	}
	if p.Local != nil && c.Attributes.Source == "" {
		c.Attributes.Source = p.Local(name.text)
	}
	p.complete(&c, name, version)
	if !name.unknown {
		c.PURL = purl.New(c.Type, strings.Replace(c.Name, ":", "/", 1), c.Version)
	}
	return c
}

// scopeOf is the scope of a dependency. One that is provided is there when the project runs, but the project only
// compiles with it.
func scopeOf(mavenScope string, optional bool) inventory.Scope {
	switch {
	case mavenScope == "test":
		return inventory.Test
	case optional:
		return inventory.Optional
	case mavenScope == "provided":
		return inventory.Build
	case mavenScope == "import":
		return inventory.Managed
	}
	return inventory.Runtime
}

var (
	// exact is a version: Maven takes what is no range for one, and these are words.
	exact = lazyregexp.New(`^[^\[\](),\s$]+$`)
	// pinned is a range of one version: [1.2].
	pinned = lazyregexp.New(`^\[\s*([^\[\](),\s$]+)\s*\]$`)
)

// complete sets the version of a component, and how it came to be.
func (p *Project) complete(c *inventory.Component, name, version value) {
	switch {
	case name.unknown, version.unknown, version.text == "":
		c.Resolution = inventory.Unresolved
	case version.model != p.Chain[0]:
		c.Resolution = inventory.Inherited
	case name.through, version.through, !name.verbatim, !version.verbatim:
		c.Resolution = inventory.Variable
	default:
		c.Resolution = inventory.Literal
	}
	if version.text == "" {
		return
	}
	c.VersionSpan = version.span
	switch m := pinned.FindStringSubmatchIndex(version.text); {
	case version.unknown:
		c.Requirement = version.text
	case m != nil && version.verbatim && version.span.End-version.span.Start == len(version.text):
		c.Version = version.text[m[2]:m[3]]
		c.VersionSpan = inventory.Span{Start: version.span.Start + m[2], End: version.span.Start + m[3]}
	case exact.MatchString(version.text) && version.text != "LATEST" && version.text != "RELEASE":
		c.Version = version.text
	default:
		c.Requirement = version.text
	}
	c.VersionLocation = version.model.lines.Location(version.model.Path, c.VersionSpan)
}

// language gives the component of Java. Where the element is not named after it, it is no literal.
func (p *Project) language(l *language) inventory.Component {
	c := inventory.Component{
		Type: purl.Generic, Name: "java", NameSpan: l.name, Kind: inventory.Language, Scope: inventory.Runtime, Direct: true,
	}
	name := value{text: c.Name, verbatim: l.text == c.Name}
	p.complete(&c, name, p.expand(l.version, p.Chain[0]))
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	return c
}
