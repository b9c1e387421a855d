package gradlebuild

import (
	"slices"

	"github.com/dna-group/techcheck/pkg/extractor/gradle/artifact"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/gradle"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// Project is a script and what it can see of others.
type Project struct {
	Model *Model
	// Elsewhere gives a variable of another file; nil if there is none.
	Elsewhere func(name string) artifact.Value
	// Catalog gives what an alias means: libraries as foo.bar, versions.foo, bundles.foo, plugins.foo.
	Catalog func(catalog, alias string) artifact.Value

	values map[*gradle.Call]artifact.Value // of assignments; of those that are being looked up, the zero artifact.Value
	depth  int
	steps  int // what has been evaluated

	listed       map[string]artifact.Value // made by Listed
	catalogFiles map[string]string         // made by CatalogFiles

	problems []text.Piece // strings that should name libraries, and do not
}

// NewProject makes the project of a script.
func NewProject(m *Model) *Project {
	return &Project{Model: m, values: map[*gradle.Call]artifact.Value{}}
}

// What is evaluated of a script, for variables that repeat others grow without end.
const (
	maxSteps = 200_000
	maxDepth = 100
)

// evaluate gives what an expression in a call stands for.
func (p *Project) evaluate(value []lex.Token, use *gradle.Call) artifact.Value {
	p.depth++
	defer func() { p.depth-- }()
	value = gradle.Trim(value)
	if p.steps++; p.steps > maxSteps || p.depth > maxDepth || len(value) == 0 {
		return artifact.Value{}
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
			return artifact.Value{Text: p.string(t, use)}
		case t.Kind == lex.Number:
			return artifact.Value{Text: p.piece(t.Text, t.Span)}
		}
	}
	return p.path(gradle.Steps(value), value, use)
}

// alternatives reads a ?: b. The last one is what is written down for the case that there is no other.
func (p *Project) alternatives(parts [][]lex.Token, use *gradle.Call) artifact.Value {
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
	return artifact.Value{}
}

// sum reads a + b of texts, and of lists.
func (p *Project) sum(parts [][]lex.Token, use *gradle.Call) artifact.Value {
	var sum artifact.Value
	for _, part := range parts {
		v := p.evaluate(part, use)
		if v.Text == nil && v.List == nil {
			return artifact.Value{}
		}
		sum.Text = append(sum.Text, v.Text...)
		sum.List = append(sum.List, v.List...)
	}
	for _, element := range sum.List {
		sum.Size += 1 + element.Size
	}
	if len(sum.Text.String()) > text.Max || sum.Size > artifact.MaxSize {
		return artifact.Value{}
	}
	return sum
}

// items reads a list or a map, or the arguments of listOf and mapOf.
func (p *Project) items(items []gradle.Arg, use *gradle.Call) artifact.Value {
	v := artifact.Value{}
	for _, item := range items {
		key, value := item.Key, item.Value
		if len(value) == 1 && value[0].Is(":") { // [:]
			continue
		}
		if pair := gradle.Split(value, "to"); key == "" && len(pair) == 2 && len(pair[0]) == 1 {
			key, value = pair[0][0].Text, pair[1]
		}
		element := p.evaluate(value, use)
		if v.Size += 1 + element.Size; v.Size > artifact.MaxSize {
			return artifact.Value{}
		}
		if key == "" {
			v.List = append(v.List, element)
			continue
		}
		if v.Map == nil {
			v.Map = map[string]artifact.Value{}
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
func (p *Project) place(v artifact.Value, at inventory.Span) artifact.Value {
	if p.steps += v.Size; p.steps > maxSteps {
		return artifact.Value{}
	}
	return v.Each(func(t text.Text) text.Text { return t.Placed(at) })
}

// isAsking tells a method that only asks for a value: x.get().
func isAsking(name string) bool {
	return slices.Contains([]string{"get", "getOrNull", "getOrElse", "orNull", "asProvider", "toString", "trim", "toInt", "toInteger", "value"}, name)
}
