package compose

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// text is a string whose bytes know their offsets.
type text struct {
	s  string
	at []int
}

func (t text) cut(i, j int) text { return text{t.s[i:j], t.at[i:j]} }

func (t text) span() inventory.Span {
	return inventory.Span{Start: t.at[0], End: t.at[len(t.at)-1] + 1}
}

// interpolate replaces $V, ${V}, ${V:-default} and their like, and $$ by a $, as Compose does
// (https://docs.docker.com/reference/compose-file/interpolation/). A variable without a value stays as written, instead of
// vanishing. Values add maxValue bytes or little more.
func interpolate(t text, values map[string]imageref.Value) imageref.Value {
	var v imageref.Value
	for i := 0; i < len(t.s) && len(v) <= len(t.s)+maxValue; {
		length := expression(t.s[i:])
		part := t.cut(i, i+length)
		switch {
		case part.s == "$$":
			v = append(v, imageref.Char{Byte: '$', At: part.at[0], Use: part.span()})
		case length > 1:
			v = append(v, evaluate(part, values)...)
		default:
			v = append(v, imageref.Written(part.s, part.at, imageref.Literal)...)
		}
		i += length
	}
	return v
}

// expression measures what s starts with: $$, $name, ${…}, or one byte.
func expression(s string) int {
	switch {
	case strings.HasPrefix(s, "$$"):
		return 2
	case strings.HasPrefix(s, "${"):
		return braces(s)
	case s[0] == '$':
		return 1 + nameLength(s[1:])
	}
	return 1
}

// braces measures ${…}, in which others may stand; 1 if it does not end.
func braces(s string) int {
	depth := 0
	for i := range len(s) {
		switch {
		case strings.HasPrefix(s[i:], "${"):
			depth++
		case s[i] == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 1
}

// nameLength measures the name of a variable that s starts with.
func nameLength(s string) int {
	for i := range len(s) {
		c := s[i]
		digit := i > 0 && '0' <= c && c <= '9'
		if c != '_' && !digit && (c|' ' < 'a' || c|' ' > 'z') {
			return i
		}
	}
	return len(s)
}

// evaluate gives the value of $name or ${name…}.
func evaluate(t text, values map[string]imageref.Value) imageref.Value {
	inner := t.cut(1, len(t.s))
	if inner.s[0] == '{' {
		inner = inner.cut(1, len(inner.s)-1)
	}
	length := nameLength(inner.s)
	value, set := values[inner.s[:length]]
	modifier := inner.cut(length, len(inner.s))
	if strings.HasPrefix(modifier.s, ":") {
		modifier = modifier.cut(1, len(modifier.s))
		set = set && len(value) > 0
	}
	operator := ""
	if modifier.s != "" {
		operator, modifier = modifier.s[:1], modifier.cut(1, len(modifier.s))
	}
	switch {
	case operator == "-" && !set:
		return interpolate(modifier, values).Through(t.span(), imageref.Default)
	case operator == "+" && set:
		return interpolate(modifier, values).Through(t.span(), imageref.Variable)
	case operator == "+":
		return nil
	case set:
		return value.Through(t.span(), imageref.Variable)
	}
	return imageref.Written(t.s, t.at, imageref.Unresolved).Through(t.span(), imageref.Unresolved)
}
