package hcl

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Error says why an entry could not be read, and at which byte.
type Error struct {
	Offset int
	err    error
}

func (e *Error) Error() string { return e.err.Error() }

// The reasons of an Error that are not the guard's or JSON's.
var (
	errName    = errors.New("a name of an argument or a block is expected here")
	errBlock   = errors.New("this is neither an argument (name = value) nor a block (name { … })")
	errValue   = errors.New("this item has no value")
	errItem    = errors.New("this does not end with its line")
	errString  = errors.New("this string does not end in its line")
	errOpen    = errors.New("this is not closed before the file ends")
	errBracket = errors.New("this closes nothing")
	errDepth   = fmt.Errorf("brackets are nested deeper than %d", syntax.MaxDepth)
)

const (
	maxErrors = 20 // how many are told: the rest mostly follows from them
	maxRelex  = 20 // how often a string that does not end is left behind
)

// Parse reads a file in the native syntax. The tree is never nil, and holds whatever is not wrong.
//
// Only the tokens are the library's: its parser recurses on what stands in the file, beyond any guard that does not parse
// too (!!!!…, a?b:a?b:…), and joins the lines of a heredoc in quadratic time.
func Parse(data []byte) (*Node, []*Error) {
	if bytes.IndexByte(data, 0) >= 0 { // in UTF-16, too
		if guard, refused := errors.AsType[*syntax.GuardError](syntax.Guard(data)); refused {
			return &Node{Kind: Object, Body: true}, []*Error{{guard.Offset, guard}}
		}
	}
	base := len(data) - len(bytes.TrimPrefix(data, []byte(syntax.BOM)))
	p := &parser{data: data}
	p.lex(base)
	root := p.body(hclsyntax.TokenEOF)
	root.Span = inventory.Span{Start: base, End: len(data)}
	return root, p.errors
}

// parser reads tokens, of which comments have been dropped.
type parser struct {
	data    []byte // which the spans of tokens count in
	tokens  []hclsyntax.Token
	next    int
	depth   int
	relexed int
	errors  []*Error

	literal func(raw []byte, span inventory.Span, quoted bool) Part // nil: decode
	place   func(inventory.Span) inventory.Span                     // nil: the span itself
}

// body reads attributes and blocks up to a closing token, which it leaves.
func (p *parser) body(end hclsyntax.TokenType) *Node {
	n := &Node{Kind: Object, Body: true}
	for {
		switch t := p.peek(); {
		case t == end, t == hclsyntax.TokenEOF:
			return n
		case t == hclsyntax.TokenNewline:
			p.next++
		case t == hclsyntax.TokenIdent:
			p.item(n)
		case closes(t):
			p.fail(p.offset(), errBracket)
			p.next++
		default:
			p.fail(p.offset(), errName)
			p.skipLine()
		}
	}
}

// item reads an attribute or a block.
func (p *parser) item(n *Node) {
	start := p.offset()
	name := p.read()
	key := Key{string(name.Bytes), spanOf(name)}
	if p.peek() != hclsyntax.TokenEqual {
		p.block(n, key)
		return
	}
	p.next++
	n.Members = append(n.Members, Member{key, p.expression(true)})
	switch p.peek() {
	case hclsyntax.TokenNewline, hclsyntax.TokenCBrace, hclsyntax.TokenEOF:
	default:
		p.fail(start, errItem)
		p.skipLine()
	}
}

// block reads the labels and the body of a block.
func (p *parser) block(n *Node, typ Key) {
	keys := []Key{typ}
	for p.peek() != hclsyntax.TokenOBrace {
		switch p.peek() {
		case hclsyntax.TokenIdent:
			label := p.read()
			keys = append(keys, Key{string(label.Bytes), spanOf(label)})
		case hclsyntax.TokenOQuote:
			keys = append(keys, keyOf(p.template()))
		default:
			p.fail(typ.Span.Start, errBlock)
			p.skipLine()
			return
		}
	}
	open := p.offset()
	body := p.nested(func() *Node {
		p.next++
		body := p.body(hclsyntax.TokenCBrace)
		p.close(hclsyntax.TokenCBrace, open)
		return body
	})
	body.Span = p.since(open)
	for i := len(keys) - 1; i > 0; i-- {
		body = &Node{Kind: Object, Span: body.Span, Members: []Member{{keys[i], body}}}
	}
	n.Members = append(n.Members, Member{typ, body})
}

// keyOf is a key that is written as a string.
func keyOf(n *Node) Key {
	key := Key{Text: n.Text(), Span: n.Span}
	if len(n.Parts) == 1 {
		key.Span = n.Parts[0].Span
	}
	return key
}

// close reads a closing token.
func (p *parser) close(end hclsyntax.TokenType, open int) {
	if p.peek() == end {
		p.next++
		return
	}
	p.fail(open, errOpen)
}

// nested reads what stands in brackets, unless they are too deep: then it is skipped.
func (p *parser) nested(read func() *Node) *Node {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth <= syntax.MaxDepth {
		return read()
	}
	p.fail(p.offset(), errDepth)
	p.next++
	p.skipTo(func(hclsyntax.TokenType) bool { return false })
	if p.peek() != hclsyntax.TokenEOF {
		p.next++
	}
	return &Node{}
}
