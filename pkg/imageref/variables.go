package imageref

import (
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
)

// Variables replaces the variables of one file's texts. Their values may hold others.
type Variables struct {
	// Pattern is what stands for a variable: the first group that matches is its name. A match without a name stands for its
	// first byte, as $$ does for a $.
	Pattern *lazyregexp.Regexp
	// Name gives a name the one form of several that it may be written in; nil if there is only one.
	Name func(written string) string
	// Value gives a variable's text and how it came to be: Unresolved if it is not known; nil if none is.
	Value func(name string) (inventory.Text, Origin)

	spent int // bytes of values that have been looked through
}

// What is replaced. Real files stay far below; of crafted ones, in which values repeat each other, the rest stays as written.
const (
	maxDepth    = 10
	maxExpanded = 1 << 12 // bytes of one text
	maxSpent    = 1 << 20
)

// Expand replaces the variables of a text. One without a value stays as written, instead of vanishing.
func (vs *Variables) Expand(t inventory.Text) Value { return vs.expand(t, 0) }

func (vs *Variables) expand(t inventory.Text, depth int) Value {
	t = t.Slice(0, min(t.Len(), maxExpanded))
	text, at := t.String(), t.Offsets()
	var v Value
	end := 0
	for _, m := range vs.Pattern.FindAllStringSubmatchIndex(text, -1) {
		v = append(v, Written(text[end:m[0]], at[end:m[0]], Literal)...)
		end = m[1]
		use := inventory.Span{Start: at[m[0]], End: at[m[1]-1] + 1}
		name := vs.name(text, m)
		if name == "" {
			v = append(v, Char{text[m[0]], Literal, at[m[0]], use})
			continue
		}
		value, how := inventory.Text{}, Unresolved
		if vs.Value != nil {
			value, how = vs.Value(name)
		}
		vs.spent += 1 + value.Len()
		if how == Unresolved || depth == maxDepth || len(v) > maxExpanded || vs.spent > maxSpent {
			v = append(v, Written(text[m[0]:m[1]], at[m[0]:m[1]], Unresolved).Through(use, Unresolved)...)
			continue
		}
		v = append(v, vs.expand(value, depth+1).Through(use, how)...)
	}
	v = append(v, Written(text[end:], at[end:], Literal)...)
	return v[:min(len(v), maxExpanded)]
}

// Names are those of the variables in a text, each as often as it stands there.
func (vs *Variables) Names(text string) []string {
	var names []string
	for _, m := range vs.Pattern.FindAllStringSubmatchIndex(text, -1) {
		if name := vs.name(text, m); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// name is the first group of a match that is there; "" if none is.
func (vs *Variables) name(text string, match []int) string {
	for i := 2; i < len(match); i += 2 {
		if match[i] < 0 {
			continue
		}
		name := text[match[i]:match[i+1]]
		if vs.Name != nil {
			name = vs.Name(name)
		}
		return name
	}
	return ""
}
