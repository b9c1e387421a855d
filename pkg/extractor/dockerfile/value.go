package dockerfile

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// origin says how a byte of a value came to be; the greater one decides for several.
type origin byte

const (
	literal origin = iota
	fallback
	variable
	unresolved
)

var resolutions = map[origin]inventory.Resolution{
	literal: inventory.Literal, fallback: inventory.Default, variable: inventory.Variable, unresolved: inventory.Unresolved,
}

// value is a word without its quotes and with its variables replaced.
type value []char

// char is one byte of a value.
type char struct {
	b      byte
	origin origin
	at     int            // the offset of its own text, which may lie in an ARG; -1 if it was computed
	use    inventory.Span // where it stands in its instruction: its own text, or the whole ${…}
}

func (v value) String() string {
	var s strings.Builder
	for _, c := range v {
		s.WriteByte(c.b)
	}
	return s.String()
}

// masked is the value with an x for each byte that is not known, so that only what is known can delimit.
func (v value) masked() string {
	var s strings.Builder
	for _, c := range v {
		if c.origin == unresolved {
			c.b = 'x'
		}
		s.WriteByte(c.b)
	}
	return s.String()
}

func (v value) origin() origin {
	most := literal
	for _, c := range v {
		most = max(most, c.origin)
	}
	return most
}

// use is where the value stands in its instruction.
func (v value) use() inventory.Span {
	if len(v) == 0 {
		return inventory.Span{}
	}
	return inventory.Span{Start: v[0].use.Start, End: v[len(v)-1].use.End}
}

// source is where the value is written: in an ARG if all of it comes from there in one piece, else where it is used.
func (v value) source() inventory.Span {
	for i, c := range v {
		if c.at < 0 || c.at != v[0].at+i {
			return v.use()
		}
	}
	if len(v) == 0 {
		return inventory.Span{}
	}
	return inventory.Span{Start: v[0].at, End: v[len(v)-1].at + 1}
}

// written is the value of a text that is taken as it stands.
func written(t text, how origin) value {
	v := make(value, len(t.s))
	for i := range v {
		v[i] = char{t.s[i], how, t.at[i], inventory.Span{Start: t.at[i], End: t.at[i] + 1}}
	}
	return v
}

// through is a value that is used through an expression at the span.
func (v value) through(use inventory.Span, how origin) value {
	used := make(value, len(v))
	for i, c := range v {
		used[i] = char{c.b, max(c.origin, how), c.at, use}
	}
	return used
}
