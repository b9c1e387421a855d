package toml

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Text is the text of a scalar or a part of it, and knows its place. The zero Text is "no text".
type Text struct {
	node       *Node
	start, end int
}

// Whole is the whole text of a scalar, and no text of anything else.
func (n *Node) Whole() Text {
	if n == nil || n.Kind == Table || n.Kind == Array {
		return Text{}
	}
	return Text{n, 0, len(n.Text)}
}

// String is the text itself.
func (t Text) String() string {
	if t.node == nil {
		return ""
	}
	return t.node.Text[t.start:t.end]
}

// Len is the number of its bytes.
func (t Text) Len() int { return t.end - t.start }

// Slice is a part of a text, counted from its start.
func (t Text) Slice(start, end int) Text { return Text{t.node, t.start + start, t.start + end} }

// Trim cuts blanks from both ends.
func (t Text) Trim() Text {
	s := t.String()
	start := len(s) - len(strings.TrimLeft(s, " \t\r\n"))
	return t.Slice(start, start+len(strings.TrimSpace(s[start:])))
}

// Cut splits a text around the first separator. Without one, before is the text and after is empty.
func (t Text) Cut(separator string) (before, after Text, found bool) {
	i := strings.Index(t.String(), separator)
	if i < 0 {
		return t, t.Slice(t.Len(), t.Len()), false
	}
	return t.Slice(0, i), t.Slice(i+len(separator), t.Len()), true
}

// Span is the text's place in the file; the zero Span of no text. An end inside an escape sequence counts as the end of
// the sequence.
func (t Text) Span() inventory.Span {
	if t.node == nil {
		return inventory.Span{}
	}
	n := t.node
	base := n.Content().Start
	if len(n.raw) == len(n.Text) || n.Kind != String { // no escapes: every one of them is longer than what it stands for
		return inventory.Span{Start: base + t.start, End: base + t.end}
	}
	span := inventory.Span{Start: base, End: base}
	decoded := 0
	for at := 0; at < len(n.raw) && decoded < t.end; {
		size, width := unit(n.raw[at:])
		at += size
		decoded += width
		if decoded <= t.start {
			span.Start = base + at
		}
		span.End = base + at
	}
	return span
}

// Content is the node's text without the quotes of a string.
func (n *Node) Content() inventory.Span {
	if n.Kind != String {
		return n.Span
	}
	return inventory.Span{Start: n.content, End: n.content + len(n.raw)}
}

// unit measures the first character of a string's raw text: its bytes there, and the bytes that it decodes to, which are
// none for a \ at a line's end with the blanks after it.
func unit(raw []byte) (size, width int) {
	r, size := utf8.DecodeRune(raw)
	if r != '\\' {
		return size, size
	}
	switch raw[1] {
	case 'x':
		size = 4
	case 'u':
		size = 6
	case 'U':
		size = 10
	case ' ', '\t', '\r', '\n':
		return 1 + len(raw[1:]) - len(strings.TrimLeft(string(raw[1:]), " \t\r\n")), 0
	default:
		return 2, 1
	}
	code, _ := strconv.ParseUint(string(raw[2:size]), 16, 32) // the parser has accepted it
	return size, utf8.RuneLen(rune(code))
}
