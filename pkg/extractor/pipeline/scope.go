package pipeline

import (
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Scope holds the values that variables and parameters may have where a text stands, by the names that expressions give them: a
// matrix gives one several.
type Scope struct {
	outer  *Scope
	values map[string][]Choice
	known  map[string]map[string]bool // texts, by name
}

// Choice is a value, and how it comes to be one: Variable or Default.
type Choice struct {
	Text yaml.Text
	How  imageref.Origin
}

// maxText is how long a value may be; nothing that pipelines name is so long.
const maxText = 1 << 12

// NewScope is a scope inside of another one, perhaps nil.
func NewScope(outer *Scope) *Scope {
	return &Scope{outer, map[string][]Choice{}, map[string]map[string]bool{}}
}

// Add adds a value that a name may have.
func (s *Scope) Add(name string, c Choice) {
	text := c.Text.String()
	if s.known[name][text] || len(text) > maxText {
		return
	}
	if s.known[name] == nil {
		s.known[name] = map[string]bool{}
	}
	s.known[name][text] = true
	s.values[name] = append(s.values[name], c)
}

// Lookup gives the values of a name, those of the innermost scope that has some; none if they are not known.
func (s *Scope) Lookup(name string) []Choice {
	for ; s != nil; s = s.outer {
		if choices := s.values[name]; len(choices) > 0 {
			return choices
		}
	}
	return nil
}

// How much of a file is looked at, so that aliases and matrices cannot multiply. Real ones need a hundredth.
const (
	maxSpent  = 1 << 19
	eachSpent = 8 // by a text, which takes longer than a node
)

// Afford tells whether so many more nodes or values may be looked at.
func (r *Reader) Afford(more int) bool {
	r.spent += more
	return r.spent <= maxSpent
}

// End says that not all of the file is read, if that is so.
func (r *Reader) End() {
	if r.spent > maxSpent {
		r.File.Problem(inventory.Span{}, "matrices and aliases multiply here, so that not all of it is read; write it with fewer")
	}
}

// Each reads a text once for each choice of the values in it, which Variables.Value has to take from Value.
func (r *Reader) Each(t yaml.Text, s *Scope, read func(yaml.Text)) {
	names := r.Variables.Names(t.String())
	r.scope, r.chosen = s, map[string]Choice{}
	r.choose(names, func() { read(t) })
	r.scope, r.chosen = nil, nil
}

func (r *Reader) choose(names []string, read func()) {
	if r.spent > maxSpent {
		return
	}
	if len(names) == 0 {
		if r.Afford(eachSpent) {
			read()
		}
		return
	}
	if _, again := r.chosen[names[0]]; again {
		r.choose(names[1:], read)
		return
	}
	choices := r.scope.Lookup(names[0])
	if len(choices) == 0 {
		r.choose(names[1:], read)
	}
	for _, c := range choices {
		r.chosen[names[0]] = c
		r.choose(names[1:], read)
	}
	delete(r.chosen, names[0])
}

// Value is that of a name in the text that Each reads: the chosen one, or the only one.
func (r *Reader) Value(name string) (yaml.Text, imageref.Origin) {
	c, found := r.chosen[name]
	if choices := r.scope.Lookup(name); !found && len(choices) == 1 {
		c, found = choices[0], true
	}
	if !found {
		return yaml.Text{}, imageref.Unresolved
	}
	return c.Text, c.How
}
