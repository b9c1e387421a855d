package gradle

import (
	"slices"

	"github.com/dna-group/techcheck/pkg/syntax/lex"
)

// call reads a call or an assignment. A word alone is one too: what it names may be a method.
func (p *parser) call() {
	c := &Call{Block: p.around(), Owner: p.owner()}
	p.path(c)
	p.calls = append(p.calls, c)
	p.last = c
	next := p.peek(0)
	switch {
	case next.Is("("):
		p.at++
		c.Args = p.arguments(true)
	case p.sets(c):
		c.Args = p.arguments(false)
	case p.startsArgument(next) && !c.Is(conditions...):
		c.Args = p.arguments(false)
	}
}

// owner is the call that the next one goes on with: id("x") version "1", a().b(), also in the next line.
func (p *parser) owner() *Call {
	if p.last == nil || slices.Contains(conditions, p.last.Name().Text) && !p.previous().Is(".") {
		return nil
	}
	return p.last
}

// conditions are what a statement of its own follows.
var conditions = []string{"if", "else", "for", "while", "when", "try", "catch", "finally", "switch", "case"}

// maxPath is how many names of a path are kept.
const maxPath = 50

// path reads a.b.c, a?.b, a["b"] and a<T>.
func (p *parser) path(c *Call) {
	c.Path = append(c.Path, p.tokens[p.at])
	p.at++
	for {
		p.skipTypes()
		next, after := p.peek(0), p.peek(1)
		switch {
		case (next.Is(".") || next.Is("?.")) && (after.Kind == lex.Word || after.Kind == lex.String):
			c.extend(after)
			p.at += 2
		case next.Is("[") && !next.Spaced && after.Kind == lex.String && p.peek(2).Is("]"):
			c.extend(after)
			p.at += 3
		default:
			return
		}
	}
}

func (c *Call) extend(name lex.Token) {
	if len(c.Path) < maxPath {
		c.Path = append(c.Path, name)
	}
}

// maxTypes is how many tokens the types may have that a call names: withType<A<B>>().
const maxTypes = 20

// skipTypes skips <A<B>> between a name and what follows it.
func (p *parser) skipTypes() {
	if next := p.peek(0); !next.Is("<") || next.Spaced {
		return
	}
	depth := 0
	for i := p.at; i < min(p.at+maxTypes, len(p.tokens)); i++ {
		switch t := p.tokens[i]; {
		case t.Is("<"):
			depth++
		case t.Is(">"):
			if depth--; depth == 0 {
				p.at = i + 1
				return
			}
		case t.Kind != lex.Word && !t.Is(",") && !t.Is(".") && !t.Is("?") && !t.Is("*"):
			return
		}
	}
}

// sets reads what makes a call an assignment: =, : Type =, by; and, of String x =, what comes before the name.
func (p *parser) sets(c *Call) bool {
	if next := p.peek(0); next.Kind == lex.Word && p.peek(1).Is("=") {
		c.Path = []lex.Token{next} // the word before is its type
		p.at++
	}
	after := p.afterType()
	switch t := p.peek(after); {
	case t.Is("="), t.Is("+="):
	case t.Is("by"):
		c.By = true
	default:
		return false
	}
	c.Set = true
	p.at += after + 1
	return true
}

// afterType is the distance of what follows the type of a variable, which is : A<B>; 0 if there is none.
func (p *parser) afterType() int {
	if !p.peek(0).Is(":") || p.peek(1).Kind != lex.Word {
		return 0
	}
	for i := 1; i < maxTypes; i++ {
		switch t := p.peek(i); {
		case t.Is("="), t.Is("by"):
			return i
		case t.Kind == lex.Newline, t.Kind == lex.String, t.Is("{"), t.Is("("):
			return 0
		}
	}
	return 0
}

// startsArgument tells an argument from an operator or an index that follows a word.
func (p *parser) startsArgument(t lex.Token) bool {
	switch t.Kind {
	case lex.String, lex.Number:
		return true
	case lex.Word:
		return !slices.Contains(operators, t.Text)
	case lex.Punct:
		return t.Is("[") && t.Spaced
	}
	return false
}

// operators are the words between values, and those after a statement.
var operators = []string{"in", "as", "is", "instanceof", "to", "else", "by", "catch", "finally", "and", "or", "until", "downTo"}

// arguments reads until the closing bracket, or until what ends a call without brackets.
func (p *parser) arguments(bracket bool) []Arg {
	var args []Arg
	start := p.at
	for p.at < len(p.tokens) {
		t := p.tokens[p.at]
		switch {
		case opens(t) && (bracket || !t.Is("{")):
			p.skipBrackets()
			continue
		case t.Is(","):
			args = appendArg(args, p.tokens[start:p.at])
			start = p.at + 1
		case bracket && t.Is(")"):
			args = appendArg(args, p.tokens[start:p.at])
			p.at++
			return args
		case !bracket && (isEnd(t) || p.at > start && p.ends(t)):
			return appendArg(args, p.tokens[start:p.at])
		}
		p.at++
	}
	return appendArg(args, p.tokens[start:])
}

// skipBrackets skips from a bracket that opens to behind the one that closes it.
func (p *parser) skipBrackets() {
	p.at = min(p.at+closing(p.tokens[p.at:])+1, len(p.tokens))
}

func isEnd(t lex.Token) bool { return t.Is(";") || t.Is("{") || closes(t) }

// ends tells what ends the last argument of a call without brackets. A line that ends in a comma or an operator goes on, and
// so does one before a dot; a word after a value is the next call of a chain.
func (p *parser) ends(t lex.Token) bool {
	before := p.previous()
	switch t.Kind {
	case lex.Newline:
		return before.Kind != lex.Newline && (before.Kind != lex.Punct || closes(before)) && !p.nextGoesOn()
	case lex.Word:
		return isValue(before) && !slices.Contains(operators, t.Text) && !slices.Contains(operators, before.Text) && !before.Is("new")
	default:
		return false
	}
}

// nextGoesOn tells whether the next line goes on with the one that ends here.
func (p *parser) nextGoesOn() bool {
	from := p.at
	defer func() { p.at = from }()
	p.skipLines()
	return p.goesOn()
}

func isValue(t lex.Token) bool {
	return t.Kind == lex.Word || t.Kind == lex.String || t.Kind == lex.Number || t.Is(")") || t.Is("]")
}

func opens(t lex.Token) bool  { return t.Is("(") || t.Is("[") || t.Is("{") }
func closes(t lex.Token) bool { return t.Is(")") || t.Is("]") || t.Is("}") }

// appendArg adds an argument: value, key: value or key = value.
func appendArg(args []Arg, tokens []lex.Token) []Arg {
	tokens = oneLine(tokens)
	switch {
	case len(tokens) == 0:
		return args
	case len(tokens) > 2 && (tokens[0].Kind == lex.Word || tokens[0].Kind == lex.String) && (tokens[1].Is(":") || tokens[1].Is("=")):
		return append(args, Arg{Key: tokens[0].Text, Value: tokens[2:]})
	}
	return append(args, Arg{Value: tokens})
}

// oneLine is tokens without the ends of lines.
func oneLine(tokens []lex.Token) []lex.Token {
	isEnd := func(t lex.Token) bool { return t.Kind == lex.Newline }
	if !slices.ContainsFunc(tokens, isEnd) {
		return tokens
	}
	return slices.DeleteFunc(slices.Clone(tokens), isEnd)
}
