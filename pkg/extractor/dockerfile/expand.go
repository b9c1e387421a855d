package dockerfile

import (
	"strings"
	"unicode/utf8"

	"github.com/moby/buildkit/frontend/dockerfile/shell"

	"github.com/dna-group/techcheck/pkg/imageref"
)

// maxWord is the longest word that is expanded; a reference with tag and digest has less than 500 bytes.
const maxWord = 1024

// expander expands words as BuildKit's shell lexer does (frontend/dockerfile/shell), but it keeps positions, and a
// variable without a value stays in the text instead of vanishing.
type expander struct {
	values map[string]imageref.Value // of the variables; nil: nothing is expanded here, and a variable stays unresolved
	escape byte
	budget int // bytes that may still be produced in this file, so that ARG A=$A$A cannot blow up
}

func (e *expander) expand(t text) imageref.Value {
	var v imageref.Value
	q := quoting{escape: e.escape}
	for i := 0; i < len(t.s) && len(v) <= maxWord && e.budget >= 0; {
		part, length := e.part(&q, t.cut(i, len(t.s)))
		v = append(v, part...)
		i += length
	}
	e.budget -= len(v)
	if len(v) > maxWord || e.budget < 0 {
		return t.value(imageref.Unresolved)
	}
	return v
}

// part gives the value and the length of what t starts with: markup, a quote, an expression, or one byte.
func (e *expander) part(q *quoting, t text) (imageref.Value, int) {
	if length := markup(t.s); length > 0 {
		return t.cut(0, length).value(imageref.Unresolved), length
	}
	dropped, asIs := q.step(t.s)
	switch {
	case dropped:
		return nil, 1
	case t.s[0] == '$' && !asIs:
		length := expression(t.s, e.escape)
		return e.evaluate(t.cut(0, length)), length
	}
	return t.cut(0, 1).value(imageref.Literal), 1
}

// quoting follows the quotes and escapes of a word.
type quoting struct {
	escape  byte
	open    byte // the quote that is open, 0 if none
	escaped bool // the next byte stands for itself
}

// step looks at the byte that s starts with: whether it only quotes or escapes, and else whether it stands for itself.
func (q *quoting) step(s string) (dropped, asIs bool) {
	c := s[0]
	switch {
	case q.escaped:
		q.escaped = false
		return false, true
	case c == q.open:
		q.open = 0
		return true, false
	case q.open == '\'':
		return false, true
	case q.open == 0 && (c == '"' || c == '\''):
		q.open = c
		return true, false
	case c == q.escape:
		q.escaped = q.open == 0 || len(s) == 1 || strings.IndexByte(`"$`+string(q.escape), s[1]) >= 0
		return q.escaped, false
	}
	return false, false
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
func (e *expander) evaluate(t text) imageref.Value {
	if t.s == "$" {
		return t.value(imageref.Literal)
	}
	key, modifier := splitExpression(t)
	asWritten := t.value(imageref.Unresolved).Through(t.span(), imageref.Unresolved)
	if key == "" || e.values == nil {
		return asWritten
	}
	modifier, emptyIsUnset := cutColon(modifier)
	val, set := e.values[key]
	set = set && !(emptyIsUnset && len(val) == 0)
	switch modifier.first() {
	case '-':
		if !set {
			return e.expand(modifier.cut(1, len(modifier.s))).Through(t.span(), imageref.Default)
		}
	case '+':
		if !set {
			return nil
		}
		return e.expand(modifier.cut(1, len(modifier.s))).Through(t.span(), imageref.Variable)
	case 0, '?':
	default:
		val, set = e.cutPattern(t, key, val)
	}
	if !set {
		return asWritten
	}
	return val.Through(t.span(), imageref.Variable)
}

// splitExpression splits $name or ${name…} into the name and what modifies it. There is no name where BuildKit sees none.
func splitExpression(t text) (key string, modifier text) {
	inner := t.cut(1, len(t.s))
	if strings.HasPrefix(inner.s, "{") && strings.HasSuffix(inner.s, "}") {
		inner = inner.cut(1, len(inner.s)-1)
	}
	length := nameLength(inner.s)
	return inner.s[:length], inner.cut(length, len(inner.s))
}

func cutColon(modifier text) (rest text, found bool) {
	if modifier.first() != ':' {
		return modifier, false
	}
	return modifier.cut(1, len(modifier.s)), true
}

// cutPattern evaluates the modifiers with patterns, # ## % %% / //, by BuildKit's own lexer.
func (e *expander) cutPattern(t text, key string, val imageref.Value) (imageref.Value, bool) {
	e.budget -= len(t.s) * len(val)
	if len(val) == 0 || val.Origin() == imageref.Unresolved || e.budget < 0 {
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
	computed := make(imageref.Value, len(after))
	for i := range len(after) {
		computed[i] = imageref.Char{Byte: after[i], At: -1}
	}
	return computed, true
}
