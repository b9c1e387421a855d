package yaml

import (
	"bytes"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Text is the text of a scalar or a part of it, and knows its place. The zero Text is "no text".
type Text struct {
	node       *Node
	start, end int
}

// Whole is the whole text of a scalar, and no text of anything else.
func (n *Node) Whole() Text {
	if !n.Is(Scalar) {
		return Text{}
	}
	return Text{n, 0, len(n.Text)}
}

// Comment is what stands after the # of the comment behind a scalar, in the same line; brackets may close between them.
func (n *Node) Comment() Text {
	if n == nil || n.Block || n.Kind != Scalar {
		return Text{}
	}
	start := n.Span.End
	if n.quote != 0 {
		start++
	}
	if start >= len(n.data) {
		return Text{}
	}
	line := n.data[start : start+lineLength(n.data[start:])]
	hash := len(line) - len(bytes.TrimLeft(line, " \t]}"))
	if hash == 0 || hash == len(line) || line[hash] != '#' || strings.IndexByte(" \t", line[hash-1]) < 0 {
		return Text{}
	}
	comment := &Node{Kind: Scalar, Text: string(line[hash+1:]), data: n.data}
	comment.Span = inventory.Span{Start: start + hash + 1, End: start + len(line)}
	return comment.Whole()
}

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

// Span is the text's place in the file. An escape sequence is in it as a whole.
func (t Text) Span() inventory.Span {
	if t.node == nil {
		return inventory.Span{}
	}
	n := t.node
	base := n.Span.Start
	if n.places == nil {
		if n.Span.End-base == len(n.Text) {
			return inventory.Span{Start: base + t.start, End: base + t.end}
		}
		span := n.Span
		n.align(span.Start, span.End)
		n.Span = span
	}
	switch {
	case t.start < t.end:
		start := min(n.places[t.start].Start, n.Span.End)
		return inventory.Span{Start: start, End: max(start, min(n.places[t.end-1].End, n.Span.End))}
	case t.start < len(n.places):
		return inventory.Span{Start: n.places[t.start].Start, End: n.places[t.start].Start}
	}
	return inventory.Span{Start: n.Span.End, End: n.Span.End}
}

// Offsets gives for each byte of the text where it stands in the file.
func (t Text) Offsets() []int {
	offsets := make([]int, t.Len())
	for i := range offsets {
		offsets[i] = t.Slice(i, i+1).Span().Start
	}
	return offsets
}

// Verbatim tells whether the text stands in its span as it is, without escapes and line breaks.
func (t Text) Verbatim() bool {
	span := t.Span()
	return t.node != nil && string(t.node.data[span.Start:span.End]) == t.String()
}
