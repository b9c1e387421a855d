package artifact

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// Value is what an expression stands for. The zero Value is not known.
type Value struct {
	Text    text.Text        // of a string or a number
	List    []Value          // of a list, a bundle
	Map     map[string]Value // of a map
	Library *Coordinates     // of a catalog's library
	Plugin  *Plugin          // of a catalog's plugin

	Size int // how many values it holds, at any depth
}

// Coordinates name a library.
type Coordinates struct{ Group, Artifact, Version text.Text }

// Plugin is one by its id.
type Plugin struct{ ID, Version text.Text }

// MaxSize is how many values a list or a map may hold.
const MaxSize = 10_000

// ListOf is a list, which is not known if it is too long.
func ListOf(values []Value) Value {
	v := Value{List: values}
	for _, element := range values {
		v.Size += 1 + element.Size
	}
	if v.Size > MaxSize {
		return Value{}
	}
	return v
}

// Known tells whether the value is any.
func (v Value) Known() bool {
	return v.Text != nil || v.List != nil || v.Map != nil || v.Library != nil || v.Plugin != nil
}

// Inherited is a value as other files see it.
func (v Value) Inherited() Value {
	return v.Each(func(t text.Text) text.Text { return t.With(inventory.Inherited) })
}

// Variable is a value as that of a variable of a script: of one piece, and no literal.
func (v Value) Variable(own *text.Origin, how inventory.Resolution) Value {
	return v.Each(func(t text.Text) text.Text { return t.Join(own).With(how) })
}

// Each changes every text of a value.
func (v Value) Each(change func(text.Text) text.Text) Value {
	all := Value{Text: change(v.Text), Size: v.Size}
	if c := v.Library; c != nil {
		all.Library = &Coordinates{change(c.Group), change(c.Artifact), change(c.Version)}
	}
	if p := v.Plugin; p != nil {
		all.Plugin = &Plugin{change(p.ID), change(p.Version)}
	}
	for _, element := range v.List {
		all.List = append(all.List, element.Each(change))
	}
	if v.Map != nil {
		all.Map = map[string]Value{}
	}
	for key, element := range v.Map {
		all.Map[key] = element.Each(change)
	}
	return all
}

// Member is a part of a map by its path; all of a value if that is empty.
func (v Value) Member(path string) Value {
	for path != "" {
		if element, found := v.Map[path]; found {
			return element
		}
		var name string
		name, path, _ = strings.Cut(path, ".")
		v = v.Map[name]
	}
	return v
}

// Accessor is how a script writes an alias of a catalog: foo-bar_baz is foo.bar.baz.
func Accessor(alias string) string { return strings.NewReplacer("-", ".", "_", ".").Replace(alias) }
