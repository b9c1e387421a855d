package json

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Error says why a file could not be read to its end, and at which byte.
type Error = syntax.Error

// The reasons of an Error that are not the JSON library's.
var (
	errEmpty    = errors.New("the file is empty")
	errEnd      = errors.New("the file ends in the middle of a value")
	errTrailing = errors.New("something follows the end of the value")
	errDepth    = fmt.Errorf("brackets are nested deeper than %d", syntax.MaxDepth)
)

// Parse reads one JSON value. Comments and trailing commas are accepted where strict JSON fails. The tree is never nil:
// with an error, which is an *Error, it holds what stood before it.
func Parse(data []byte) (*Node, error) {
	text := bytes.TrimPrefix(data, []byte(syntax.BOM))
	bom := len(data) - len(text)
	root, err := parse(text, bom)
	if err != nil {
		if guard, ok := errors.AsType[*syntax.GuardError](syntax.Guard(data)); ok {
			return root, &Error{Offset: guard.Offset, Err: guard}
		}
		return parse(standardize(text), bom)
	}
	return root, nil
}

// parser reads tokens. It does not use jsontext's own limit of depth, which is 10,000.
type parser struct {
	tokens *jsontext.Decoder
	base   int // the offset in the file of the first byte that is parsed
	depth  int
}

func parse(text []byte, base int) (*Node, error) {
	p := &parser{
		tokens: jsontext.NewDecoder(bytes.NewBuffer(text), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)),
		base:   base,
	}
	root, err := p.value()
	if err != nil {
		return root, err
	}
	if rest := bytes.TrimLeft(text[p.tokens.InputOffset():], " \t\r\n"); len(rest) > 0 {
		return root, &Error{Offset: base + len(text) - len(rest), Err: errTrailing}
	}
	return root, nil
}

// value reads the next value. It never returns nil, also with an error.
func (p *parser) value() (*Node, error) {
	switch kind := p.tokens.PeekKind(); kind {
	case jsontext.KindBeginObject:
		return p.container(Object, jsontext.KindEndObject, p.member)
	case jsontext.KindBeginArray:
		return p.container(Array, jsontext.KindEndArray, p.element)
	default:
		return p.scalar(kind)
	}
}

// container reads an object or an array, whose next items read adds.
func (p *parser) container(kind Kind, end jsontext.Kind, read func(*Node) error) (*Node, error) {
	n := &Node{Kind: kind}
	if _, err := p.tokens.ReadToken(); err != nil {
		return p.invalid(err)
	}
	n.Span = inventory.Span{Start: p.offset() - 1, End: p.offset()}
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > syntax.MaxDepth {
		return n, &Error{Offset: n.Span.Start, Err: errDepth}
	}
	for p.tokens.PeekKind() != end {
		err := read(n)
		n.Span.End = p.offset()
		if err != nil {
			return n, err
		}
	}
	if _, err := p.tokens.ReadToken(); err != nil {
		return n, p.explain(err)
	}
	n.Span.End = p.offset()
	return n, nil
}

func (p *parser) member(object *Node) error {
	key, err := p.scalar(jsontext.KindString)
	if err != nil {
		return err
	}
	value, err := p.value()
	object.Members = append(object.Members, Member{key, value})
	return err
}

func (p *parser) element(array *Node) error {
	value, err := p.value()
	if value.Kind != Invalid {
		array.Elements = append(array.Elements, value)
	}
	return err
}

// kinds are the kinds of the values that are one token.
var kinds = map[jsontext.Kind]Kind{
	jsontext.KindNull: Null, jsontext.KindTrue: Bool, jsontext.KindFalse: Bool,
	jsontext.KindNumber: Number, jsontext.KindString: String,
}

func (p *parser) scalar(kind jsontext.Kind) (*Node, error) {
	raw, err := p.tokens.ReadValue()
	if err != nil {
		return p.invalid(err)
	}
	n := &Node{Kind: kinds[kind], Span: inventory.Span{Start: p.offset() - len(raw), End: p.offset()}}
	if kind != jsontext.KindString {
		return n, nil
	}
	n.raw = raw[1 : len(raw)-1]
	if bytes.IndexByte(n.raw, '\\') < 0 && utf8.Valid(n.raw) {
		n.Text = string(n.raw)
		return n, nil
	}
	text, _ := jsontext.AppendUnquote(nil, []byte(raw)) // its error says that invalid UTF-8 was replaced
	n.Text = string(text)
	return n, nil
}

func (p *parser) invalid(err error) (*Node, error) {
	return &Node{Span: inventory.Span{Start: p.offset(), End: p.offset()}}, p.explain(err)
}

func (p *parser) offset() int { return p.base + int(p.tokens.InputOffset()) }

// explain turns an error of the library into one with a place in the file.
func (p *parser) explain(err error) *Error {
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &Error{Offset: p.offset(), Err: errEnd}
	case errors.As(err, &syntactic):
		return &Error{Offset: p.base + int(syntactic.ByteOffset), Err: syntactic.Err}
	default: // io.EOF, where the first value should begin
		return &Error{Offset: p.offset(), Err: errEmpty}
	}
}
