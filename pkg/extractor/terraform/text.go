package terraform

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/hcl"
)

// facts are what the resolver needs to know of a file.
type facts struct {
	values    map[string]value // what var.x and local.y stand for
	required  map[string]int   // components of required_providers, by the names that the module gives them
	providers []use            // provider blocks
	resources []use
	modules   []int // components that are modules
	waiting   []waiting
}

// value is what a variable or a local value stands for.
type value struct {
	text      text
	isDefault bool // of a variable, which may be given another one
}

// use is a component that belongs to a provider, by the name that the module gives it.
type use struct {
	component int
	provider  string
	resource  string // its type; "" if the component is the provider
}

// waiting is a component whose name or version holds references. describe gives it anew.
type waiting struct {
	component int
	describe  describe
}

// describe gives a component, but for its locations, as far as its references are known.
type describe func(known lookup) inventory.Component

// lookup gives the value of a reference: false if it is not known.
type lookup func(reference string) (imageref.Value, bool)

// text is a string that may hold references.
type text []hcl.Part

// text is that of a value; of an expression that says nothing, how it is written.
func (r *reader) text(n *hcl.Node) text {
	if n.Is(hcl.String) {
		return n.Parts
	}
	if n == nil || n.Is(hcl.Null) {
		return nil
	}
	written := strings.Join(strings.Fields(string(r.file.Data[n.Span.Start:min(n.Span.End, n.Span.Start+maxWritten)])), " ")
	return text{{Text: written, Span: n.Span}}
}

const (
	maxWritten = 200     // of an expression that is not known, how much is told
	maxText    = 4 << 10 // of what references stand for together
)

// waits tells whether the text holds references.
func (t text) waits() bool {
	for _, part := range t {
		if part.Reference != "" {
			return true
		}
	}
	return false
}

// evaluate replaces the references that are known.
func (t text) evaluate(known lookup) imageref.Value {
	var v imageref.Value
	for _, part := range t {
		switch {
		case len(v) > maxText:
			return v
		case part.Literal:
			v = append(v, imageref.Written(part.Text, part.Offsets(), imageref.Literal)...)
			continue
		case part.Reference != "" && known != nil:
			if stands, found := known(part.Reference); found {
				v = append(v, stands.Through(part.Span, imageref.Literal)...)
				continue
			}
		}
		nowhere := make([]int, len(part.Text))
		for i := range nowhere {
			nowhere[i] = -1
		}
		v = append(v, imageref.Written(part.Text, nowhere, imageref.Unresolved).Through(part.Span, imageref.Unresolved)...)
	}
	return v
}

// trim cuts blanks from both ends.
func trim(v imageref.Value) imageref.Value {
	s := v.String()
	start := len(s) - len(strings.TrimLeft(s, " \t\r\n"))
	return v[start : start+len(strings.TrimSpace(s))]
}

// exact is a constraint that allows one version: "1.2.3" says the same as "= 1.2.3", and 1.2 is 1.2.0.
var exact = lazyregexp.New(`^=?\s*(v?\d+(?:\.\d+)*(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)$`)

// setVersion reads a version constraint.
func setVersion(c *inventory.Component, v imageref.Value) {
	v = trim(v)
	if len(v) == 0 {
		return
	}
	if m := exact.FindStringSubmatchIndex(v.String()); m != nil && v.Origin() != imageref.Unresolved {
		v = v[m[2]:m[3]]
		c.Version = v.String()
	} else {
		c.Requirement = v.String()
	}
	c.VersionSpan = v.Source()
	if v.Origin() == imageref.Unresolved {
		c.Resolution = inventory.Unresolved
	} else if c.Resolution == inventory.Literal {
		c.Resolution = imageref.Resolution(v)
	}
}

// add adds a component, and remembers it if its texts wait for values.
func (r *reader) add(describe describe, texts ...text) int {
	c := describe(nil)
	if c.Resolution == inventory.Literal && !(r.spells(c.NameSpan, c.Name) && r.spells(c.VersionSpan, c.Version+c.Requirement)) {
		c.Resolution = inventory.Variable
	}
	index := len(r.file.Components())
	for _, t := range texts {
		if t.waits() {
			r.facts.waiting = append(r.facts.waiting, waiting{index, describe})
			break
		}
	}
	r.file.Add(c)
	return index
}

func (r *reader) spells(span inventory.Span, text string) bool {
	return span == (inventory.Span{}) || r.written(span, text) == inventory.Literal
}
