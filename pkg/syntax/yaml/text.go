package yaml

import (
	"bytes"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Text is the text of a scalar or a part of it.
type Text = inventory.Text

// Whole is the whole text of a scalar, and no text of anything else.
func (n *Node) Whole() Text {
	if !n.Is(Scalar) {
		return Text{}
	}
	return inventory.NewText(n.Text, n)
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

// Part is the place in the file of Text[start:end].
func (n *Node) Part(start, end int) inventory.Span {
	base := n.Span.Start
	if n.places == nil {
		if string(n.data[base:n.Span.End]) == n.Text {
			return inventory.Span{Start: base + start, End: base + end}
		}
		span := n.Span
		n.align(span.Start, span.End)
		n.Span = span
	}
	switch {
	case start < end:
		first := min(n.places[start].Start, n.Span.End)
		return inventory.Span{Start: first, End: max(first, min(n.places[end-1].End, n.Span.End))}
	case start < len(n.places):
		return inventory.Span{Start: n.places[start].Start, End: n.places[start].Start}
	}
	return inventory.Span{Start: n.Span.End, End: n.Span.End}
}
