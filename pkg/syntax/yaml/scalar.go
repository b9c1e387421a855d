package yaml

import (
	"bytes"

	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// scalar finds the content of a scalar, which begins somewhere after the node's start.
func (n *Node) scalar(from *yaml.Node) {
	n.Text = from.Value
	const quoted, block = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle, yaml.LiteralStyle | yaml.FoldedStyle
	if n.Text == "" && from.Style&(quoted|block) == 0 {
		return
	}
	start := n.Span.Start + properties(n.data[n.Span.Start:])
	rest := n.data[start:]
	switch {
	case from.Style&quoted != 0 && len(rest) > 0:
		n.quote = rest[0]
		start++
		n.Span = inventory.Span{Start: start, End: start + quotedLength(n.data[start:], n.quote)}
	case from.Style&block != 0:
		n.Block = true
		header := lineLength(rest)
		if header < len(rest) {
			header += lineBreak(rest[header:])
		}
		n.align(start+header, len(n.data))
	case bytes.HasPrefix(rest, []byte(n.Text)):
		n.Span = inventory.Span{Start: start, End: start + len(n.Text)}
	default:
		n.align(start, len(n.data))
	}
}

// properties measures the anchors and the tag that a node starts with, and what separates them from its content. An
// anchor ends where the library ends it, perhaps without a space.
func properties(text []byte) int {
	i := 0
	for i < len(text) && (text[i] == '&' || text[i] == '!') {
		tag := text[i] == '!'
		for i++; i < len(text) && (tag && blank(text[i:]) == 0 || isWord(text[i])); {
			i++
		}
		for size := 1; i < len(text) && size > 0; i += size {
			size = blank(text[i:])
			if text[i] == '#' {
				size = lineLength(text[i:])
			}
		}
	}
	return i
}

func isWord(c byte) bool {
	return c == '_' || c == '-' || '0' <= c && c <= '9' || 'a' <= c|' ' && c|' ' <= 'z'
}

// blank measures the space or line break that text starts with, 0 if there is none.
func blank(text []byte) int {
	if text[0] == ' ' || text[0] == '\t' {
		return 1
	}
	return lineBreak(text)
}

// lineLength measures the rest of a line.
func lineLength(text []byte) int {
	i := 0
	for i < len(text) && lineBreak(text[i:]) == 0 {
		i++
	}
	return i
}

// quotedLength measures the text up to the closing quote.
func quotedLength(text []byte, quote byte) int {
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == '"':
			i++
		case text[i] != quote:
		case quote == '\'' && i+1 < len(text) && text[i+1] == quote:
			i++
		default:
			return i
		}
	}
	return len(text)
}
