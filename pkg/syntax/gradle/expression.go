package gradle

import "github.com/dna-group/techcheck/pkg/syntax/lex"

// Step is a part of a path in an expression: of a.b("c")["d"], a, b with arguments, and d.
type Step struct {
	Token  lex.Token
	Called bool // it has arguments, or none in brackets
	Args   []Arg
}

// Steps reads a path; nil if the expression is none.
func Steps(value []lex.Token) []Step {
	p := &parser{tokens: value}
	var steps []Step
	for p.at < len(value) {
		if p.peek(0).Is("!") && len(steps) > 0 { // Kotlin's a!!
			p.at++
			continue
		}
		t, size := p.part(len(steps) == 0)
		if size == 0 || len(steps) == maxPath {
			return nil
		}
		p.at += size
		p.skipTypes()
		step := Step{Token: t}
		if p.peek(0).Is("(") {
			p.at++
			step.Called, step.Args = true, p.arguments(true)
		}
		steps = append(steps, step)
	}
	return steps
}

// part gives the next name of a path, and how many tokens it has: a at its start, then .a and ["a"]; 0 if there is none.
func (p *parser) part(first bool) (name lex.Token, size int) {
	t, next := p.peek(0), p.peek(1)
	isName := func(t lex.Token) bool { return t.Kind == lex.Word || t.Kind == lex.String }
	switch {
	case first && isName(t):
		return t, 1
	case !first && (t.Is(".") || t.Is("?.")) && isName(next):
		return next, 2
	case !first && t.Is("[") && next.Kind == lex.String && p.peek(2).Is("]"):
		return next, 3
	}
	return t, 0
}

// Items gives the elements of [a, b: c] or of the arguments of a call, whose keys are those of a map; ok is false if the
// expression is no list.
func Items(value []lex.Token) (items []Arg, ok bool) {
	if len(value) < 2 || !value[0].Is("[") || !value[len(value)-1].Is("]") {
		return nil, false
	}
	p := &parser{tokens: value[1 : len(value)-1]}
	for p.at < len(p.tokens) {
		items = append(items, p.arguments(false)...)
		p.at++ // what is no part of an argument, in a list that is broken
	}
	return items, true
}

// Split cuts an expression at an operator outside of brackets.
func Split(value []lex.Token, operator string) [][]lex.Token {
	var parts [][]lex.Token
	start, depth := 0, 0
	for i, t := range value {
		switch {
		case opens(t):
			depth++
		case closes(t):
			depth--
		case depth == 0 && t.Is(operator):
			parts = append(parts, value[start:i])
			start = i + 1
		}
	}
	return append(parts, value[start:])
}

// Trim takes brackets from around an expression, and from behind it what says its type only: (a), a as String.
func Trim(value []lex.Token) []lex.Token {
	value = oneLine(value)
	if parts := Split(value, "as"); len(parts) > 1 {
		value = parts[0]
	}
	for len(value) > 2 && value[0].Is("(") && closing(value) == len(value)-1 {
		value = value[1 : len(value)-1]
	}
	return value
}

// closing is the place of the bracket that closes the first one.
func closing(value []lex.Token) int {
	depth := 0
	for i, t := range value {
		switch {
		case opens(t):
			depth++
		case closes(t):
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(value)
}
