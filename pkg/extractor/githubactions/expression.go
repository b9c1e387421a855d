package githubactions

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// expression reads what stands between ${{ and }}, and follows what its value may be: each method gives the values that
// are known of the part that it reads, none if there are none.
// Source: docs.github.com/actions/reference/workflows-and-actions/expressions.
type expression struct {
	scope scope
	text  yaml.Text
	at    int
}

// token is a string, a name or number, or an operator, after blanks.
var token = lazyregexp.New(`^\s*('(?:[^']|'')*'|[\w-]+|\|\||&&|[=!<>]=|\S)`)

// peek gives the next token, "" at the end.
func (e *expression) peek() string {
	if m := token.FindStringSubmatch(e.text.String()[e.at:]); m != nil {
		return m[1]
	}
	return ""
}

// take moves behind the next token and gives its place.
func (e *expression) take() yaml.Text {
	m := token.FindStringSubmatchIndex(e.text.String()[e.at:])
	if m == nil {
		return e.text.Slice(e.at, e.at)
	}
	taken := e.text.Slice(e.at+m[2], e.at+m[3])
	e.at += m[1]
	return taken
}

// accept takes the next token if it is this one.
func (e *expression) accept(want string) bool {
	found := e.peek() == want
	if found {
		e.take()
	}
	return found
}

func (e *expression) ended() bool { return strings.TrimSpace(e.text.String()[e.at:]) == "" }

// or reads a || b, which is one of both.
func (e *expression) or() []imageref.Value {
	values := e.and()
	for e.accept("||") {
		more := e.and()
		for i := range more {
			more[i] = more[i].Through(more[i].Use(), imageref.Default)
		}
		values = append(values, more...)
	}
	return values
}

// and reads a && b, which is b where it counts.
func (e *expression) and() []imageref.Value {
	values := e.comparison()
	for e.accept("&&") {
		values = e.comparison()
	}
	return values
}

// comparison reads a value, or a condition, which has none.
func (e *expression) comparison() []imageref.Value {
	values := e.value()
	for {
		switch e.peek() {
		case "==", "!=", "<=", ">=", "<", ">":
			e.take()
			e.value()
			values = nil
		default:
			return values
		}
	}
}

func (e *expression) value() []imageref.Value {
	next := e.take()
	s := next.String()
	switch {
	case s == "!":
		e.value()
		return nil
	case s == "(":
		values := e.or()
		e.accept(")")
		return values
	case strings.HasPrefix(s, "'"):
		return []imageref.Value{written(next.Slice(1, max(1, next.Len()-1)))}
	case s == "":
		return nil
	}
	return e.reference(s)
}

// reference reads the rest of a context's property, or of a call, whose value is not known.
func (e *expression) reference(first string) []imageref.Value {
	path := []string{first}
	known := true
	for {
		switch e.peek() {
		case ".":
			e.take()
			path = append(path, e.take().String())
		case "[":
			e.take()
			key := e.take().String()
			known = known && strings.HasPrefix(key, "'") && e.peek() == "]"
			path = append(path, strings.Trim(key, "'"))
			e.accept("]")
		case "(":
			e.arguments()
			known = false
		default:
			if !known {
				return nil
			}
			return e.scope.lookup(path)
		}
	}
}

// arguments skips those of a call.
func (e *expression) arguments() {
	e.take()
	for !e.accept(")") && !e.ended() {
		e.or()
		e.accept(",")
	}
}
