// Package json reads JSON into a tree whose every node knows its bytes in the file. It is as tolerant as the tools that
// read manifests: a byte order mark, duplicate keys, invalid UTF-8, comments and trailing commas do no harm, and of a
// broken file what stood before the error is kept.
package json

import (
	"iter"
	"slices"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Kind says what a node is.
type Kind byte

// The kinds of a node. Invalid is a value that could not be read, or is not there.
const (
	Invalid Kind = iota
	Null
	Bool
	Number
	String
	Object
	Array
)

// Node is a value, or the key of a member. All methods work on a nil node too, which is a value that is not there, so
// that lookups can be chained.
type Node struct {
	Kind     Kind
	Span     inventory.Span // its text, with quotes or brackets; of a broken object or array, up to the error
	Text     string         // of a string: decoded, invalid UTF-8 and lone surrogates replaced by U+FFFD
	Members  []Member       // of an object: as written, duplicates included
	Elements []*Node        // of an array

	raw []byte // of a string: the text between the quotes
}

// Member is a key and its value in an object. Neither is nil.
type Member struct{ Key, Value *Node }

// Is tells whether the node is there and of that kind.
func (n *Node) Is(kind Kind) bool { return n != nil && n.Kind == kind }

// Get gives the value of a key, nil if there is none. Of duplicates the last one counts, as for every JavaScript reader.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for _, member := range slices.Backward(n.Members) {
		if member.Key.Text == key {
			return member.Value
		}
	}
	return nil
}

// Each gives the keys and values of an object in their order, without those that a later duplicate replaces.
func (n *Node) Each() iter.Seq2[*Node, *Node] {
	return func(yield func(key, value *Node) bool) {
		if n == nil {
			return
		}
		last := make(map[string]int, len(n.Members))
		for i, m := range n.Members {
			last[m.Key.Text] = i
		}
		for i, m := range n.Members {
			if last[m.Key.Text] == i && !yield(m.Key, m.Value) {
				return
			}
		}
	}
}

// Content is the node's text without the quotes of a string.
func (n *Node) Content() inventory.Span {
	if n.Kind != String {
		return n.Span
	}
	return inventory.Span{Start: n.Span.Start + 1, End: n.Span.End - 1}
}

// Part is the place in the file of Text[start:end]. An end inside an escape sequence counts as the end of the sequence.
func (n *Node) Part(start, end int) inventory.Span {
	base := n.Content().Start
	if string(n.raw) == n.Text {
		return inventory.Span{Start: base + start, End: base + end}
	}
	span := inventory.Span{Start: base, End: base}
	decoded := 0
	for at := 0; at < len(n.raw) && decoded < end; {
		size, width := unit(n.raw[at:])
		at += size
		decoded += width
		if decoded <= start {
			span.Start = base + at
		}
		span.End = base + at
	}
	return span
}

// Offsets gives for each byte of a string's text where it stands in the file.
func (n *Node) Offsets() []int {
	base := n.Content().Start
	offsets := make([]int, 0, len(n.Text))
	for at := 0; at < len(n.raw); {
		size, width := unit(n.raw[at:])
		for range width {
			offsets = append(offsets, base+at)
		}
		at += size
	}
	return offsets
}

// unit measures the first character of a string's raw text: its bytes there, and the bytes that it decodes to.
func unit(raw []byte) (size, width int) {
	r, size := utf8.DecodeRune(raw)
	switch {
	case r != '\\':
		return size, utf8.RuneLen(r)
	case raw[1] != 'u':
		return 2, 1
	}
	size = 6
	if len(raw) >= 12 && raw[6] == '\\' && raw[7] == 'u' && utf8.RuneCount(unquote(raw[:12])) == 1 {
		size = 12 // a surrogate pair
	}
	return size, len(unquote(raw[:size]))
}

// unquote decodes what stands between the quotes of a string that the parser accepted.
func unquote(raw []byte) []byte {
	quoted := append(append([]byte{'"'}, raw...), '"')
	text, _ := jsontext.AppendUnquote(nil, quoted) // its error says that invalid UTF-8 was replaced
	return text
}
