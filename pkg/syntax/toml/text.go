package toml

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Text is the text of a scalar or a part of it.
type Text = inventory.Text

// Whole is the whole text of a scalar, and no text of anything else.
func (n *Node) Whole() Text {
	if n == nil || n.Kind == Table || n.Kind == Array {
		return Text{}
	}
	return inventory.NewText(n.Text, n)
}

// Part is the place in the file of Text[start:end]. An end inside an escape sequence counts as the end of the sequence.
func (n *Node) Part(start, end int) inventory.Span {
	base := n.Content().Start
	if len(n.raw) == len(n.Text) || n.Kind != String { // no escapes: every one of them is longer than what it stands for
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
