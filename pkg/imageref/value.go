// Package imageref reads references to container images, name[:tag][@digest], of which every byte knows where it comes
// from: many formats compose them of variables with values and defaults elsewhere.
package imageref

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Origin says how a byte of a value came to be; the greater one decides for several.
type Origin byte

// The origins of a byte.
const (
	Literal    Origin = iota
	Default           // of a variable that has no other value
	Variable          // the value of one
	Unresolved        // an expression as written, as its value is not known
)

var resolutions = map[Origin]inventory.Resolution{
	Literal: inventory.Literal, Default: inventory.Default, Variable: inventory.Variable, Unresolved: inventory.Unresolved,
}

// Value is a word without its quotes and with its variables replaced.
type Value []Char

// Char is one byte of a value.
type Char struct {
	Byte   byte
	Origin Origin
	At     int            // the offset of its own text, which may lie where a variable is defined; -1 if it was computed
	Use    inventory.Span // where it stands in the reference: its own text, or the whole ${…}
}

// Written is the value of a text that is taken as it stands, whose bytes are at these offsets.
func Written(s string, at []int, how Origin) Value {
	v := make(Value, len(s))
	for i := range v {
		v[i] = Char{s[i], how, at[i], inventory.Span{Start: at[i], End: at[i] + 1}}
	}
	return v
}

// Through is a value that is used through an expression at the span.
func (v Value) Through(use inventory.Span, how Origin) Value {
	used := make(Value, len(v))
	for i, c := range v {
		used[i] = Char{c.Byte, max(c.Origin, how), c.At, use}
	}
	return used
}

// After is a value with a byte before it that stands nowhere: the : of a tag that is written elsewhere.
func (v Value) After(separator byte) Value {
	if len(v) == 0 {
		return nil
	}
	at := v[0].Use.Start
	return append(Value{{separator, Literal, -1, inventory.Span{Start: at, End: at}}}, v...)
}

func (v Value) String() string {
	var s strings.Builder
	for _, c := range v {
		s.WriteByte(c.Byte)
	}
	return s.String()
}

// Masked is the value with an x for each byte that is not known, so that only what is known can delimit.
func (v Value) Masked() string {
	var s strings.Builder
	for _, c := range v {
		if c.Origin == Unresolved {
			c.Byte = 'x'
		}
		s.WriteByte(c.Byte)
	}
	return s.String()
}

// Origin is that of the whole value.
func (v Value) Origin() Origin {
	most := Literal
	for _, c := range v {
		most = max(most, c.Origin)
	}
	return most
}

// Resolution is that of a component which these values describe.
func Resolution(values ...Value) inventory.Resolution {
	most := Literal
	for _, v := range values {
		most = max(most, v.Origin())
	}
	return resolutions[most]
}

// Use is where the value stands in the reference.
func (v Value) Use() inventory.Span {
	if len(v) == 0 {
		return inventory.Span{}
	}
	return inventory.Span{Start: v[0].Use.Start, End: v[len(v)-1].Use.End}
}

// Source is where the value is written: where a variable is defined if all of it comes from there in one piece, else
// where it is used.
func (v Value) Source() inventory.Span {
	for i, c := range v {
		if c.At < 0 || c.At != v[0].At+i {
			return v.Use()
		}
	}
	if len(v) == 0 {
		return inventory.Span{}
	}
	return inventory.Span{Start: v[0].At, End: v[len(v)-1].At + 1}
}
