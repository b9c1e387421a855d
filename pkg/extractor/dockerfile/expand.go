package dockerfile

import (
	"strings"
	"unicode/utf8"

	"github.com/moby/buildkit/frontend/dockerfile/shell"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// maxWord is the longest word that is expanded; a reference with tag and digest has less than 500 bytes.
const maxWord = 1024

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
		v[i] = byteOf(t, i, how)
	}
	return v
}

func byteOf(t text, i int, how origin) char {
	return char{t.s[i], how, t.at[i], inventory.Span{Start: t.at[i], End: t.at[i] + 1}}
}

// through is a value that is used through an expression at the span.
func (v value) through(use inventory.Span, how origin) value {
	used := make(value, len(v))
	for i, c := range v {
		used[i] = char{c.b, max(c.origin, how), c.at, use}
	}
	return used
}

// expander expands words as BuildKit's shell lexer does (frontend/dockerfile/shell), but it keeps positions, and a
// variable without a value stays in the text instead of vanishing.
type expander struct {
	values map[string]value // of the variables; nil: nothing is expanded here, and a variable stays unresolved
	escape byte
	budget int // bytes that may still be produced in this file, so that ARG A=$A$A cannot blow up
}

func (e *expander) expand(t text) value {
	if e.budget < 0 {
		return written(t, unresolved)
	}
	var v value
	quote := byte(0)
	for i := 0; i < len(t.s); i++ {
		c, last := t.s[i], i == len(t.s)-1
		switch length := markup(t.s[i:]); {
		case length > 0:
			v = append(v, written(t.cut(i, i+length), unresolved)...)
			i += length - 1
			continue
		case quote == '\'' && c != '\'':
		case c == quote:
			quote = 0
			continue
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
			continue
		case c == e.escape && last:
			continue
		case c == e.escape && (quote == 0 || strings.IndexByte(`"$`+string(e.escape), t.s[i+1]) >= 0):
			i++
		case c == '$':
			length := expression(t.s[i:], e.escape)
			v = append(v, e.evaluate(t.cut(i, i+length))...)
			i += length - 1
			continue
		}
		v = append(v, byteOf(t, i, literal))
		if len(v) > maxWord {
			break
		}
	}
	e.budget -= len(v)
	if len(v) > maxWord || e.budget < 0 {
		return written(t, unresolved)
	}
	return v
}

// expression returns the length of the $… that s starts with: of $name and ${…}, and of all of s if it does not end.
func expression(s string, escape byte) int {
	if !strings.HasPrefix(s, "${") {
		return 1 + nameLength(s[1:])
	}
	depth := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == escape:
			i++
		case strings.HasPrefix(s[i:], "${"):
			depth++
		case s[i] == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

// nameLength returns the length of the variable name that s starts with.
func nameLength(s string) int {
	for i := range len(s) {
		c := s[i]
		digit := '0' <= c && c <= '9'
		if c != '_' && !digit && (c|' ' < 'a' || c|' ' > 'z') {
			return i
		}
	}
	return len(s)
}

// evaluate gives the value of a $name or ${…}.
func (e *expander) evaluate(t text) value {
	inner := t.cut(1, len(t.s))
	if strings.HasPrefix(inner.s, "{") && strings.HasSuffix(inner.s, "}") {
		inner = inner.cut(1, len(inner.s)-1)
	}
	length := nameLength(inner.s)
	key, modifier := inner.s[:length], inner.cut(length, len(inner.s))
	asWritten := written(t, unresolved).through(t.span(), unresolved)
	if key == "" && t.s == "$" {
		return written(t, literal)
	}
	if key == "" || e.values == nil {
		return asWritten
	}
	val, set := e.values[key]
	operator, word := splitModifier(modifier)
	if strings.HasPrefix(operator, ":") {
		set = set && len(val) > 0
	}
	switch strings.TrimPrefix(operator, ":") {
	case "-":
		if !set {
			return e.expand(word).through(t.span(), fallback)
		}
	case "+":
		if !set {
			return nil
		}
		return e.expand(word).through(t.span(), variable)
	case "", "?":
	default:
		val, set = e.cutPattern(t, key, val)
	}
	if !set {
		return asWritten
	}
	return val.through(t.span(), variable)
}

// splitModifier splits what follows the name in ${name…}.
func splitModifier(t text) (operator string, word text) {
	end := min(1, len(t.s))
	if strings.HasPrefix(t.s, ":") {
		end = min(2, len(t.s))
	}
	return t.s[:end], t.cut(end, len(t.s))
}

// cutPattern evaluates the modifiers with patterns, # ## % %% / //, by BuildKit's own lexer.
func (e *expander) cutPattern(t text, key string, val value) (value, bool) {
	e.budget -= len(t.s) * len(val)
	if len(val) == 0 || val.origin() == unresolved || e.budget < 0 {
		return nil, false
	}
	before := val.String()
	after, _, err := shell.NewLex(rune(e.escape)).ProcessWord(t.s, shell.EnvsFromSlice([]string{key + "=" + before}))
	switch {
	case err != nil || !utf8.ValidString(after):
		return nil, false
	case strings.HasPrefix(before, after):
		return val[:len(after)], true
	case strings.HasSuffix(before, after):
		return val[len(val)-len(after):], true
	}
	computed := make(value, len(after))
	for i := range len(after) {
		computed[i] = char{b: after[i], at: -1}
	}
	return computed, true
}
