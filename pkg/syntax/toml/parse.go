package toml

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Error says why a file could not be read to its end, and at which byte.
type Error = syntax.Error

// The reasons of an Error that are not the TOML library's.
var (
	errConflict = errors.New("a merge conflict begins here")
	errDepth    = fmt.Errorf("keys and brackets are nested deeper than %d", syntax.MaxDepth)
)

// Parse reads a file. The tree is never nil: with an error, which is an *Error, it holds what stood before it.
func Parse(data []byte) (*Node, error) {
	base := len(data) - len(bytes.TrimPrefix(data, []byte(syntax.BOM)))
	root := &Node{Kind: Table, Span: inventory.Span{Start: base, End: len(data)}}
	b := &builder{data: data, base: base}
	err := b.parse(root)
	if err == nil {
		return root, nil
	}
	var guard *syntax.GuardError
	if errors.As(syntax.Guard(data), &guard) && guard.Offset <= err.Offset {
		err = &Error{Offset: guard.Offset, Err: guard}
	}
	return root, err
}

// builder merges the parser's expressions into one tree.
type builder struct {
	data []byte
	base int // the offset in the file of the first byte that is parsed
}

func (b *builder) parse(root *Node) *Error {
	var parser unstable.Parser
	parser.Reset(b.data[b.base:len(b.data):len(b.data)])
	table, depth := root, 0
	for parser.NextExpression() {
		expression := parser.Expression()
		var err *Error
		switch expression.Kind {
		case unstable.Table:
			key := b.key(expression)
			table, err = b.open(root, key, 0)
			depth = len(key)
		case unstable.ArrayTable:
			key := b.key(expression)
			table, err = b.element(root, key)
			depth = len(key)
		case unstable.KeyValue:
			err = b.keyValue(table, expression, depth)
		}
		if err != nil {
			return err
		}
	}
	return b.explain(parser.Error())
}

// explain turns an error of the library into one with a place in the file.
func (b *builder) explain(err error) *Error {
	var syntactic *unstable.ParserError
	if !errors.As(err, &syntactic) {
		return nil
	}
	offset := len(b.data) - cap(syntactic.Highlight) // it is a part of what was parsed, whose capacity ends with the data
	for _, marker := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		if bytes.HasPrefix(b.data[offset:], []byte(marker)) {
			return &Error{Offset: offset, Err: errConflict}
		}
	}
	return &Error{Offset: offset, Err: syntactic}
}

// key gives the parts of a dotted key.
func (b *builder) key(expression *unstable.Node) []*Node {
	var parts []*Node
	for it := expression.Key(); it.Next(); {
		parts = append(parts, b.str(it.Node()))
	}
	return parts
}

// open finds or makes the table that a key names. Of an array of tables it is the last one.
func (b *builder) open(table *Node, key []*Node, depth int) (*Node, *Error) {
	if beyond := syntax.MaxDepth - depth; len(key) > beyond {
		return nil, &Error{Offset: key[max(0, beyond)].Span.Start, Err: errDepth}
	}
	for _, part := range key {
		value := table.Get(part.Text)
		if value.Is(Array) && len(value.Elements) > 0 {
			value = value.Elements[len(value.Elements)-1]
		}
		if !value.Is(Table) {
			value = &Node{Kind: Table, Span: part.Span}
			table.add(part, value)
		}
		table = value
	}
	return table, nil
}

// element adds a table to the array of tables that a key names.
func (b *builder) element(root *Node, key []*Node) (*Node, *Error) {
	last := key[len(key)-1]
	parent, err := b.open(root, key[:len(key)-1], 1)
	if err != nil {
		return nil, err
	}
	array := parent.Get(last.Text)
	if !array.Is(Array) {
		array = &Node{Kind: Array, Span: last.Span}
		parent.add(last, array)
	}
	table := &Node{Kind: Table, Span: last.Span}
	array.Elements = append(array.Elements, table)
	return table, nil
}

// keyValue adds a value to a table at some depth.
func (b *builder) keyValue(table *Node, expression *unstable.Node, depth int) *Error {
	key := b.key(expression)
	last := key[len(key)-1]
	parent, err := b.open(table, key[:len(key)-1], depth+1)
	if err != nil {
		return err
	}
	equals := bytes.IndexByte(b.data[last.Span.End:], '=')
	value, err := b.value(expression.Value(), b.skip(last.Span.End+equals+1), depth+len(key))
	if err != nil {
		return err
	}
	parent.add(last, value)
	return nil
}

// kinds are those of the values that are one token.
var kinds = map[unstable.Kind]Kind{
	unstable.Bool: Bool, unstable.Float: Float, unstable.Integer: Integer, unstable.LocalDate: Time,
	unstable.LocalTime: Time, unstable.LocalDateTime: Time, unstable.DateTime: Time,
}

// value reads a value that starts at an offset, and is nested that deep. The library does not say where an array begins
// and where a container ends.
func (b *builder) value(from *unstable.Node, start, depth int) (*Node, *Error) {
	switch from.Kind {
	case unstable.String:
		return b.str(from), nil
	case unstable.Array, unstable.InlineTable:
		if depth >= syntax.MaxDepth {
			return nil, &Error{Offset: start, Err: errDepth}
		}
	default:
		return &Node{Kind: kinds[from.Kind], Span: b.span(from), Text: string(from.Data)}, nil
	}
	n := &Node{Kind: Array}
	at := start + 1
	for it := from.Children(); it.Next(); {
		if from.Kind == unstable.InlineTable {
			if err := b.keyValue(n, it.Node(), depth); err != nil {
				return nil, err
			}
			at = b.span(it.Node()).End
			continue
		}
		element, err := b.value(it.Node(), b.skip(at), depth+1)
		if err != nil {
			return nil, err
		}
		n.Elements = append(n.Elements, element)
		at = element.Span.End
	}
	if from.Kind == unstable.InlineTable {
		n.Kind = Table
	}
	n.Span = inventory.Span{Start: start, End: b.skip(at) + 1}
	return n, nil
}

// skip moves over what may stand between values: blanks, line ends, commas, comments.
func (b *builder) skip(at int) int {
	for at < len(b.data) {
		switch c := b.data[at]; {
		case strings.IndexByte(" \t\r\n,", c) >= 0:
			at++
		case c == '#':
			comment, _, _ := bytes.Cut(b.data[at:], []byte("\n"))
			at += len(comment)
		default:
			return at
		}
	}
	return at
}

func (b *builder) span(n *unstable.Node) inventory.Span {
	start := b.base + int(n.Raw.Offset)
	return inventory.Span{Start: start, End: start + int(n.Raw.Length)}
}

// str reads a string, or a part of a key, which may have no quotes.
func (b *builder) str(from *unstable.Node) *Node {
	span := b.span(from)
	raw := b.data[span.Start:span.End]
	opening, closing := 0, 0
	switch {
	case bytes.HasPrefix(raw, []byte(`"""`)), bytes.HasPrefix(raw, []byte(`'''`)):
		opening, closing = 3, 3
		for _, lineEnd := range []string{"\n", "\r\n"} { // right behind the quotes, it does not count
			if bytes.HasPrefix(raw[opening:], []byte(lineEnd)) {
				opening += len(lineEnd)
				break
			}
		}
	case raw[0] == '"', raw[0] == '\'':
		opening, closing = 1, 1
	}
	return &Node{
		Kind: String, Span: span, Text: string(from.Data),
		raw: raw[opening : len(raw)-closing], content: span.Start + opening,
	}
}
