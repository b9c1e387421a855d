package gradlebuild

import (
	"slices"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/gradle"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// Value is what an expression stands for. The zero Value is not known.
type Value struct {
	Text    text.Text        // of a string or a number
	List    []Value          // of a list, a bundle
	Map     map[string]Value // of a map
	Library *Coordinates     // of a catalog's library
	Plugin  *Plugin          // of a catalog's plugin

	size int // how many values it holds, at any depth
}

// Coordinates name a library.
type Coordinates struct{ Group, Artifact, Version text.Text }

// Plugin is one by its id.
type Plugin struct{ ID, Version text.Text }

// ListOf is a list, which is not known if it is too long.
func ListOf(values []Value) Value {
	v := Value{List: values}
	for _, element := range values {
		v.size += 1 + element.size
	}
	if v.size > maxSize {
		return Value{}
	}
	return v
}

// Known tells whether the value is any.
func (v Value) Known() bool {
	return v.Text != nil || v.List != nil || v.Map != nil || v.Library != nil || v.Plugin != nil
}

// Project is a script and what it can see of others.
type Project struct {
	Model *Model
	// Elsewhere gives a variable of another file; nil if there is none.
	Elsewhere func(name string) Value
	// Catalog gives what an alias means: libraries as foo.bar, versions.foo, bundles.foo, plugins.foo.
	Catalog func(catalog, alias string) Value

	values map[*gradle.Call]Value // of assignments; of those that are being looked up, the zero Value
	depth  int
	steps  int // what has been evaluated

	listed       map[string]Value  // made by Listed
	catalogFiles map[string]string // made by CatalogFiles

	problems []text.Piece // strings that should name libraries, and do not
}

// NewProject makes the project of a script.
func NewProject(m *Model) *Project {
	return &Project{Model: m, values: map[*gradle.Call]Value{}}
}

// What is evaluated of a script, for variables that repeat others grow without end.
const (
	maxSteps = 200_000
	maxSize  = 10_000 // of a list or a map
	maxDepth = 100
)

// evaluate gives what an expression in a call stands for.
func (p *Project) evaluate(value []lex.Token, use *gradle.Call) Value {
	p.depth++
	defer func() { p.depth-- }()
	value = gradle.Trim(value)
	if p.steps++; p.steps > maxSteps || p.depth > maxDepth || len(value) == 0 {
		return Value{}
	}
	if alternatives := gradle.Split(value, "?:"); len(alternatives) > 1 {
		return p.alternatives(alternatives, use)
	}
	if parts := gradle.Split(value, "+"); len(parts) > 1 {
		return p.sum(parts, use)
	}
	if items, ok := gradle.Items(value); ok {
		return p.items(items, use)
	}
	if len(value) == 1 {
		switch t := value[0]; {
		case t.Kind == lex.String && t.Quote != "`":
			return Value{Text: p.string(t, use)}
		case t.Kind == lex.Number:
			return Value{Text: p.piece(t.Text, t.Span)}
		}
	}
	return p.path(gradle.Steps(value), value, use)
}

// alternatives reads a ?: b. The last one is what is written down for the case that there is no other.
func (p *Project) alternatives(parts [][]lex.Token, use *gradle.Call) Value {
	for i, part := range parts {
		v := p.evaluate(part, use)
		if !v.Known() || v.Text.Resolution() == inventory.Unresolved {
			continue
		}
		if i > 0 {
			v.Text = v.Text.With(inventory.Default)
		}
		return v
	}
	return Value{}
}

// sum reads a + b of texts, and of lists.
func (p *Project) sum(parts [][]lex.Token, use *gradle.Call) Value {
	var sum Value
	for _, part := range parts {
		v := p.evaluate(part, use)
		if v.Text == nil && v.List == nil {
			return Value{}
		}
		sum.Text = append(sum.Text, v.Text...)
		sum.List = append(sum.List, v.List...)
	}
	for _, element := range sum.List {
		sum.size += 1 + element.size
	}
	if len(sum.Text.String()) > text.Max || sum.size > maxSize {
		return Value{}
	}
	return sum
}

// items reads a list or a map, or the arguments of listOf and mapOf.
func (p *Project) items(items []gradle.Arg, use *gradle.Call) Value {
	v := Value{}
	for _, item := range items {
		key, value := item.Key, item.Value
		if len(value) == 1 && value[0].Is(":") { // [:]
			continue
		}
		if pair := gradle.Split(value, "to"); key == "" && len(pair) == 2 && len(pair[0]) == 1 {
			key, value = pair[0][0].Text, pair[1]
		}
		element := p.evaluate(value, use)
		if v.size += 1 + element.size; v.size > maxSize {
			return Value{}
		}
		if key == "" {
			v.List = append(v.List, element)
			continue
		}
		if v.Map == nil {
			v.Map = map[string]Value{}
		}
		v.Map[key] = element
	}
	return v
}

// piece is a text that is written out in the script.
func (p *Project) piece(s string, at inventory.Span) text.Text {
	return text.Written(&p.Model.Origin, s, at, inventory.Literal)
}

// unresolved is an expression as written.
func (p *Project) unresolved(s string, at inventory.Span) text.Text {
	t := p.piece(s, at)
	t[0].Resolution = inventory.Unresolved
	return t
}

// place gives a value as it is used at a place of the script.
func (p *Project) place(v Value, at inventory.Span) Value {
	if p.steps += v.size; p.steps > maxSteps {
		return Value{}
	}
	return v.each(func(t text.Text) text.Text { return t.Placed(at) })
}

// Inherited is a value as other files see it.
func (v Value) Inherited() Value {
	return v.each(func(t text.Text) text.Text { return t.With(inventory.Inherited) })
}

// variable is a value as that of a variable of a script: of one piece, and no literal.
func (v Value) variable(own *text.Origin, how inventory.Resolution) Value {
	return v.each(func(t text.Text) text.Text { return t.Join(own).With(how) })
}

// each changes every text of a value.
func (v Value) each(change func(text.Text) text.Text) Value {
	all := Value{Text: change(v.Text), size: v.size}
	if c := v.Library; c != nil {
		all.Library = &Coordinates{change(c.Group), change(c.Artifact), change(c.Version)}
	}
	if p := v.Plugin; p != nil {
		all.Plugin = &Plugin{change(p.ID), change(p.Version)}
	}
	for _, element := range v.List {
		all.List = append(all.List, element.each(change))
	}
	if v.Map != nil {
		all.Map = map[string]Value{}
	}
	for key, element := range v.Map {
		all.Map[key] = element.each(change)
	}
	return all
}

// isAsking tells a method that only asks for a value: x.get().
func isAsking(name string) bool {
	return slices.Contains([]string{"get", "getOrNull", "getOrElse", "orNull", "asProvider", "toString", "trim", "toInt", "toInteger", "value"}, name)
}
