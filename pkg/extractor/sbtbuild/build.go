package sbtbuild

import (
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// Build is a file and what it sees of the others of its build.
type Build struct {
	Model     *Model
	Elsewhere func(name string) text.Text // gives a value of another file; nil, or gives nil, if there is none
	Scala     string                      // the version of Scala, if the file itself does not say it

	texts map[string]text.Text // of values that have been looked up
	depth int
}

// NewBuild makes the build of a file.
func NewBuild(m *Model) *Build { return &Build{Model: m, texts: map[string]text.Text{}} }

// Components are those of the file, always the same ones in the same order, resolved as far as what the build sees goes.
func (b *Build) Components() []inventory.Component {
	var all []inventory.Component
	for _, m := range b.Model.modules {
		if c, ok := b.component(m); ok {
			all = append(all, c)
		}
	}
	for _, s := range b.Model.scala {
		const scala = "scala"
		name := inventory.Span{Start: s.name.Span.Start, End: s.name.Span.Start + len(scala)}
		how := inventory.Literal
		if s.name.Text[:len(scala)] != scala {
			name, how = s.name.Span, inventory.Variable
		}
		all = append(all, b.language(scala, name, how, s.value))
	}
	for _, option := range javaOptions {
		for _, s := range b.Model.java {
			if s.name.Text == option {
				return append(all, b.language("java", s.name.Content, inventory.Variable, s.value))
			}
		}
	}
	return all
}

func (b *Build) language(name string, at inventory.Span, how inventory.Resolution, value []lex.Token) inventory.Component {
	c := inventory.Component{
		Type: purl.Generic, Kind: inventory.Language, Scope: inventory.Runtime, Direct: true, Name: name, NameSpan: at, Resolution: how,
	}
	b.version(&c, b.known(value))
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	return c
}

// noModules are the keys that list no modules.
var noModules = []string{"libraryDependencySchemes", "excludeDependencies", "conflictWarning"}

// component reads a module; ok is false if it is none, for % is an operator on numbers, too.
func (b *Build) component(m module) (c inventory.Component, ok bool) {
	if slices.Contains(noModules, m.around) || len(m.parts[0]) == 0 || len(m.parts[1]) == 0 || len(m.parts[2]) == 0 {
		return c, false
	}
	if m.parts[0][0].Kind != lex.String && m.parts[1][0].Kind != lex.String {
		return c, false
	}
	group, artifact := b.known(m.parts[0]), b.known(m.parts[1])
	c = inventory.Component{
		Type: purl.Maven, Kind: inventory.Library, Scope: b.scope(m), Direct: true,
		Name: group.String() + ":" + artifact.String(), NameSpan: artifact.At(),
		Resolution: text.Worse(group.Resolution(), artifact.Resolution()),
	}
	if m.around == "addSbtPlugin" || strings.HasSuffix(strings.ToLower(m.around), "compilerplugin") {
		c.Kind = inventory.Plugin
	}
	named := c.Resolution != inventory.Unresolved
	b.version(&c, b.known(m.parts[2]))
	if named {
		name := artifact.String()
		if m.cross {
			name += b.suffix()
		}
		c.PURL = purl.New(c.Type, group.String()+"/"+name, c.Version)
	}
	return c, true
}

// scope is what the configuration of a module and the place of its file say.
func (b *Build) scope(m module) inventory.Scope {
	switch {
	case m.around == "dependencyOverrides":
		return inventory.Managed
	case strings.Contains(strings.ToLower(m.around), "plugin"), InProject(b.Model.Path) && strings.HasSuffix(b.Model.Path, ".sbt"):
		return inventory.Build
	case len(m.parts) < 4 || len(m.parts[3]) == 0:
		return inventory.Runtime
	}
	configuration := m.parts[3][len(m.parts[3])-1].Text
	first, _, _ := strings.Cut(configuration, "->") // test->test
	switch first = strings.ToLower(first); {
	case strings.Contains(configuration, "compile"), strings.Contains(first, "runtime"):
		return inventory.Runtime
	case strings.Contains(first, "test"), first == "it":
		return inventory.Test
	case strings.Contains(first, "provided"):
		return inventory.Build
	case strings.Contains(first, "optional"):
		return inventory.Optional
	}
	return inventory.Runtime
}

// binary is what the name of a library says of the version of Scala: 2.13 of 2.13.12, 3 of 3.3.1.
var binary = lazyregexp.New(`^(?:2\.\d+|[3-9])`)

// suffix is what %% adds to a name; nothing if the version of Scala is not known. For Scala.js and Scala Native, %%% adds
// more, which depends on versions of plugins: it is left out, as for the JVM.
func (b *Build) suffix() string {
	version := b.Scala
	if own := b.ScalaVersion(); own != "" {
		version = own
	}
	if found := binary.FindString(version); found != "" {
		return "_" + found
	}
	return ""
}

// ScalaVersion is the version of Scala that the file sets, "" if it sets none that is known.
func (b *Build) ScalaVersion() string {
	for _, s := range b.Model.scala {
		if t := b.evaluate(s.value); t != nil {
			return t.String()
		}
	}
	return ""
}

// version sets the version of a component. What moves is a requirement.
func (b *Build) version(c *inventory.Component, t text.Text) {
	from, written := t.From(&b.Model.Origin), t.String()
	c.VersionSpan = from.Span
	c.Resolution = text.Worse(c.Resolution, t.Resolution())
	if from.Origin != &b.Model.Origin {
		c.VersionLocation = from.Lines.Location(from.Path, from.Span)
	}
	if written == "_" { // a function of the version
		c.VersionSpan, c.VersionLocation = inventory.Span{}, inventory.Location{}
		return
	}
	if t.Resolution() == inventory.Unresolved || moving.MatchString(written) {
		c.Requirement = written
	} else {
		c.Version = written
	}
}

// moving is a version that several fit: [1.0,2.0), 1.+, latest.integration. Source: Ivy's, which sbt takes too.
var moving = lazyregexp.New(`[\[\](){}$,\s]|\+$|^latest\.|^$`)

// known gives the text of an operand; of one that is not known, as written.
func (b *Build) known(value []lex.Token) text.Text {
	if t := b.evaluate(value); t != nil {
		return t
	}
	at := inventory.Span{Start: value[0].Content.Start, End: value[len(value)-1].Content.End}
	var written strings.Builder
	for _, t := range value {
		written.WriteString(t.Text)
	}
	return text.Written(&b.Model.Origin, written.String(), at, inventory.Unresolved)
}

// maxDepth is how many values may stand for one another in turn.
const maxDepth = 50

// evaluate gives the text of an operand, nil if it is not known.
func (b *Build) evaluate(value []lex.Token) text.Text {
	b.depth++
	defer func() { b.depth-- }()
	if b.depth > maxDepth || len(value) == 0 {
		return nil
	}
	at := inventory.Span{Start: value[0].Span.Start, End: value[len(value)-1].Span.End}
	switch first := value[0]; {
	case first.Kind == lex.String && len(value) > 1: // "a" + b
		return nil
	case first.Kind == lex.String && first.Interpolated:
		return b.interpolate(first)
	case first.Kind == lex.String:
		return text.Written(&b.Model.Origin, first.Text, first.Content, inventory.Literal)
	case first.Kind != lex.Word:
		return nil
	}
	var names []string
	for _, t := range value {
		if t.Kind == lex.Word {
			names = append(names, t.Text)
		}
	}
	return b.lookup(strings.Join(names, ".")).Placed(at)
}

// lookup finds a value by its path in the file, else elsewhere.
func (b *Build) lookup(name string) text.Text {
	name = strings.TrimSuffix(name, ".value")
	if strings.Count(name, ".") > maxDepth {
		return nil
	}
	if t := b.own(name); t != nil || b.Elsewhere == nil {
		return t
	}
	return b.Elsewhere(name)
}

// own finds a value of the file. Its object may be imported, so that a part of the path may be missing on either side.
func (b *Build) own(name string) text.Text {
	for ; name != ""; _, name, _ = strings.Cut(name, ".") {
		value, found := b.Model.values[name]
		if !found {
			continue
		}
		if t, known := b.texts[name]; known {
			return t
		}
		b.texts[name] = nil // while it is looked up
		b.texts[name] = b.evaluate(value).Join(&b.Model.Origin).With(inventory.Variable)
		return b.texts[name]
	}
	return nil
}

// Value gives a value of the file as others see it.
func (b *Build) Value(name string) text.Text { return b.own(name).With(inventory.Inherited) }

// embedded is a value in a string: $a or ${a.b}.
var embedded = lazyregexp.New(`\$(?:\{\s*([\w.]+)\s*\}|(\w+))`)

// interpolate gives the pieces of s"…$x…", nil if one is not known.
func (b *Build) interpolate(t lex.Token) text.Text {
	var all text.Text
	start, size := 0, 0
	written := func(from, to int) {
		at := inventory.Span{Start: t.Content.Start + from, End: t.Content.Start + to}
		all = append(all, text.Written(&b.Model.Origin, t.Text[from:to], at, inventory.Literal)...)
	}
	for _, m := range embedded.FindAllStringSubmatchIndex(t.Text, -1) {
		name := t.Text[max(m[2], m[4]):max(m[3], m[5])]
		v := b.lookup(name).Placed(inventory.Span{Start: t.Content.Start + m[0], End: t.Content.Start + m[1]})
		if size += 1 + len(v.String()); v == nil || size > text.Max {
			return nil
		}
		written(start, m[0])
		all = append(all, v...)
		start = m[1]
	}
	written(start, len(t.Text))
	if all = all.Compact(); strings.Contains(all.String(), "$") {
		return nil
	}
	return all
}
