package hcl

import (
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// expression reads a value, up to a comma, a closing bracket or, if lines count, the end of its line.
func (p *parser) expression(line bool) *Node {
	p.newlines(line)
	start := p.offset()
	n := p.term()
	p.newlines(line)
	if n == nil || !p.ends(line) {
		n = &Node{}
		p.skipTo(func(hclsyntax.TokenType) bool { return p.ends(line) })
	}
	if n.Span == (inventory.Span{}) {
		n.Span = p.since(start)
	}
	return n
}

func (p *parser) newlines(line bool) {
	for !line && p.peek() == hclsyntax.TokenNewline {
		p.next++
	}
}

func (p *parser) ends(line bool) bool {
	t := p.peek()
	return t == hclsyntax.TokenComma || t == hclsyntax.TokenEllipsis || t == hclsyntax.TokenEOF || closes(t) || line && t == hclsyntax.TokenNewline
}

// term reads the beginning of an expression, mostly all of it; nil if that is nothing of interest.
func (p *parser) term() *Node {
	start := p.offset()
	switch p.peek() {
	case hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc:
		return p.nested(p.template)
	case hclsyntax.TokenOBrace:
		return p.nested(p.object)
	case hclsyntax.TokenOBrack:
		return p.nested(func() *Node { return p.list(Array, hclsyntax.TokenCBrack) })
	case hclsyntax.TokenOParen:
		return p.nested(func() *Node {
			p.next++
			n := p.expression(false)
			p.close(hclsyntax.TokenCParen, start)
			return n
		})
	case hclsyntax.TokenNumberLit:
		number := p.read()
		return &Node{Kind: String, Parts: []Part{{Text: string(number.Bytes), Span: p.spanOf(spanOf(number)), Literal: true}}}
	case hclsyntax.TokenIdent:
		return p.name()
	}
	return nil
}

// name reads what begins with a name: a call, a keyword or a reference.
func (p *parser) name() *Node {
	start := p.offset()
	steps := []string{string(p.read().Bytes)}
	if p.peek() == hclsyntax.TokenOParen {
		return p.nested(func() *Node { return p.list(Call, hclsyntax.TokenCParen) })
	}
	for step := p.step(); step != ""; step = p.step() {
		if steps = append(steps, step); len(steps) > maxSteps {
			return nil
		}
	}
	path := strings.Join(steps, ".")
	switch path {
	case "null":
		return &Node{Kind: Null}
	case "true", "false":
		return &Node{}
	}
	span := p.since(start)
	text := string(p.data[start:max(start, p.tokens[p.next-1].Range.End.Byte)])
	return &Node{Kind: String, Span: span, Parts: []Part{{Text: text, Span: span, Reference: path}}}
}

// maxSteps is the longest reference that is followed: local.a.b.c.
const maxSteps = 16

// step reads .name, .0, ["name"] or [0] behind a reference; "" if there is none.
func (p *parser) step() string {
	switch p.peek() {
	case hclsyntax.TokenDot:
		if t := p.at(1); t == hclsyntax.TokenIdent || t == hclsyntax.TokenNumberLit {
			p.next += 2
			return string(p.tokens[p.next-1].Bytes)
		}
	case hclsyntax.TokenOBrack:
		switch {
		case p.at(1) == hclsyntax.TokenNumberLit && p.at(2) == hclsyntax.TokenCBrack:
			p.next += 3
			return string(p.tokens[p.next-2].Bytes)
		case p.at(1) == hclsyntax.TokenOQuote && p.at(2) == hclsyntax.TokenQuotedLit &&
			p.at(3) == hclsyntax.TokenCQuote && p.at(4) == hclsyntax.TokenCBrack:
			p.next += 5
			return string(p.tokens[p.next-3].Bytes)
		}
	}
	return ""
}

// comprehension tells whether the bracket that has been read opens [for …] or {for …}.
func (p *parser) comprehension() bool {
	i := 0
	for p.at(i) == hclsyntax.TokenNewline {
		i++
	}
	return p.at(i) == hclsyntax.TokenIdent && string(p.tokens[p.next+i].Bytes) == "for" && p.at(i+1) == hclsyntax.TokenIdent
}

// other skips the rest of what a bracket at an offset opened.
func (p *parser) other(end hclsyntax.TokenType, open int) *Node {
	p.skipTo(func(hclsyntax.TokenType) bool { return false })
	p.close(end, open)
	return &Node{}
}

// list reads values between brackets: the elements of an array, the arguments of a call.
func (p *parser) list(kind Kind, end hclsyntax.TokenType) *Node {
	open := p.offset()
	p.next++
	if p.comprehension() {
		return p.other(end, open)
	}
	n := &Node{Kind: kind}
	for {
		switch t := p.peek(); {
		case t == hclsyntax.TokenNewline, t == hclsyntax.TokenComma, t == hclsyntax.TokenEllipsis: // f(x...)
			p.next++
		case t == end, t == hclsyntax.TokenEOF:
			p.close(end, open)
			return n
		case closes(t):
			p.fail(p.offset(), errBracket)
			return n
		default:
			n.Elements = append(n.Elements, p.expression(false))
		}
	}
}

// object reads {key = value, key: value}.
func (p *parser) object() *Node {
	open := p.offset()
	p.next++
	if p.comprehension() {
		return p.other(hclsyntax.TokenCBrace, open)
	}
	n := &Node{Kind: Object}
	for {
		switch t := p.peek(); {
		case t == hclsyntax.TokenNewline, t == hclsyntax.TokenComma, t == hclsyntax.TokenEllipsis:
			p.next++
		case t == hclsyntax.TokenCBrace, t == hclsyntax.TokenEOF:
			p.close(hclsyntax.TokenCBrace, open)
			return n
		case closes(t):
			p.fail(p.offset(), errBracket)
			return n
		default:
			p.member(n)
		}
	}
}

// member reads an item of an object.
func (p *parser) member(n *Node) {
	start := p.offset()
	var key Key
	switch p.peek() {
	case hclsyntax.TokenIdent, hclsyntax.TokenNumberLit:
		name := p.read()
		key = Key{string(name.Bytes), spanOf(name)}
	case hclsyntax.TokenOQuote:
		key = keyOf(p.nested(p.template))
	}
	if !p.separates() {
		p.skipTo(func(t hclsyntax.TokenType) bool { return p.separates() || p.ends(true) })
		key = Key{Span: p.since(start)} // an expression
	}
	if !p.separates() {
		p.fail(start, errValue)
		return
	}
	p.next++
	n.Members = append(n.Members, Member{key, p.expression(true)})
}

func (p *parser) separates() bool {
	return p.peek() == hclsyntax.TokenEqual || p.peek() == hclsyntax.TokenColon
}
