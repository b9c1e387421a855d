package ruby

import (
	"slices"

	"github.com/dna-group/techcheck/pkg/syntax/lex"
)

// call reads a call or an assignment. A word alone is one too: what it names may be a method.
func (p *parser) call(name lex.Token) {
	c := &Call{Name: name, Method: p.previous().Is("."), Block: p.around()}
	if c.Method {
		c.On = p.list()
	}
	p.at++
	next := p.peek(0)
	switch {
	case next.Is("(") && !next.Spaced:
		p.at++
		c.Args = p.arguments(true)
	case next.Is("=") || next.Is("+=") || next.Is("||="):
		c.Set = true
		p.at++
		c.Args = p.arguments(false)
	case p.startsArgument(next):
		c.Args = p.arguments(false)
	}
	p.calls = append(p.calls, c)
	p.last = c
}

// maxList is how many tokens a list may have that a method is called on.
const maxList = 200

// list is what the method here is called on, if it is %w[a b] or ["a", "b"].
func (p *parser) list() []lex.Token {
	end := p.at - 1
	for i := end - 1; i >= max(0, end-maxList); i-- {
		t := p.tokens[i]
		switch {
		case t.Kind == lex.String && i == end-1, t.Is("["):
			return p.tokens[i:end]
		case t.Kind != lex.String && t.Kind != lex.Newline && !t.Is(",") && !(t.Is("]") && i == end-1):
			return nil
		}
	}
	return nil
}

// startsArgument tells an argument from an operator or an index that follows a word.
func (p *parser) startsArgument(t lex.Token) bool {
	switch t.Kind {
	case lex.String, lex.Number:
		return true
	case lex.Word:
		return !slices.Contains(modifiers, t.Text)
	case lex.Punct:
		after := p.peek(1)
		return t.Spaced && !after.Spaced && after.Kind != lex.Newline && slices.Contains([]string{":", "[", "*", "**", "(", "::", "->"}, t.Text)
	}
	return false
}

// arguments reads until the closing bracket, or until what ends a call without brackets.
func (p *parser) arguments(bracket bool) []Arg {
	var args []Arg
	start, depth := p.at, 0
	for ; p.at < len(p.tokens); p.at++ {
		t := p.tokens[p.at]
		switch {
		case p.opens(t, bracket || depth > 0):
			depth++
		case depth > 0:
			if closes(t) {
				depth--
			}
		case bracket && t.Is(")"):
			args = appendArg(args, p.tokens[start:p.at])
			p.at++
			return args
		case t.Is(","):
			args = appendArg(args, p.tokens[start:p.at])
			start = p.at + 1
		case !bracket && p.ends(t):
			return appendArg(args, p.tokens[start:p.at])
		}
	}
	return appendArg(args, p.tokens[start:])
}

// opens tells a bracket that opens an argument. Outside of others, a { after a value opens a block instead.
func (p *parser) opens(t lex.Token, inside bool) bool {
	before := p.previous()
	isHash := before.Kind == lex.Punct && !before.Is(")") && !before.Is("]")
	return t.Is("(") || t.Is("[") || t.Is("{") && (inside || isHash)
}

// ends tells what ends the arguments of a call without brackets. A line that ends in a comma or an operator goes on.
func (p *parser) ends(t lex.Token) bool {
	before := p.previous()
	switch t.Kind {
	case lex.Newline:
		return before.Kind != lex.Newline && (before.Kind != lex.Punct || closes(before))
	case lex.Word:
		return slices.Contains(modifiers, t.Text) && !p.isName() && !before.Is(".")
	default:
		return t.Is(";") || t.Is("{") || closes(t)
	}
}

func closes(t lex.Token) bool { return t.Is(")") || t.Is("]") || t.Is("}") }

// appendArg adds an argument: value, key: value, "key": value, :key => value or "key" => value.
func appendArg(args []Arg, tokens []lex.Token) []Arg {
	tokens = slices.DeleteFunc(slices.Clone(tokens), func(t lex.Token) bool { return t.Kind == lex.Newline })
	if len(tokens) == 0 {
		return args
	}
	key := tokens
	if key[0].Is(":") && len(key) > 1 {
		key = key[1:]
	}
	named := key[0].Kind == lex.Word || key[0].Kind == lex.String
	switch {
	case named && len(key) > 2 && key[1].Is("=>"),
		named && len(key) > 2 && len(key) == len(tokens) && key[1].Is(":") && !key[1].Spaced:
		return append(args, Arg{Key: key[0].Text, Value: key[2:]})
	}
	return append(args, Arg{Value: tokens})
}
