package yaml

import (
	"strconv"
	"unicode/utf8"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// align finds where each byte of the text stands in data[start:end], and with the last one the end of the node. What is no
// space has the same order there and in the text; where the text's spaces stand, which folding makes of line breaks and
// indentation, is approximate.
func (n *Node) align(start, end int) {
	n.places = make([]inventory.Span, 0, len(n.Text)+3)
	n.Span = inventory.Span{Start: start, End: start}
	for at := start; len(n.places) < len(n.Text); {
		place, width := n.next(n.Text[len(n.places)], at, end)
		for range width {
			n.places = append(n.places, place)
		}
		at = place.End
	}
	n.places = n.places[:len(n.Text)]
	for i, place := range n.places {
		if i == 0 {
			n.Span = place
		}
		if !isSpace(n.Text[i]) {
			n.Span.End = place.End
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

// next gives the place, at or after an offset, of what decodes to a character that starts with c, and how many bytes it
// decodes to.
func (n *Node) next(c byte, at, end int) (place inventory.Span, width int) {
	at += n.skip(at, end, !isSpace(c))
	if at >= end {
		return inventory.Span{Start: end, End: end}, 1
	}
	raw := n.data[at:end]
	size, width := 1, 1
	switch {
	case n.quote == '"' && raw[0] == '\\':
		size, width = escape(raw)
	case n.quote == '\'' && raw[0] == '\'':
		size = 2
	case isSpace(c):
		size = blank(raw)
	}
	return inventory.Span{Start: at, End: min(at+size, end)}, width
}

// skip measures what decodes to nothing: a line break behind a \ in double quotes with the blanks after it, and, if asked
// for, all other blanks.
func (n *Node) skip(start, end int, blanks bool) int {
	at := start
	for at < end {
		raw := n.data[at:end]
		size := 0
		if blanks {
			size = blank(raw)
		}
		if n.quote == '"' && raw[0] == '\\' && len(raw) > 1 && lineBreak(raw[1:]) > 0 {
			size = 1 + lineBreak(raw[1:])
			blanks = true
		}
		if size == 0 {
			break
		}
		at += size
	}
	return at - start
}

// escape measures the escape sequence that raw starts with: its bytes there, and the bytes that it decodes to.
func escape(raw []byte) (size, width int) {
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}
	if len(raw) < 2 {
		return len(raw), 1
	}
	switch raw[1] {
	case 'x', 'u', 'U':
		size = min(2+digits[raw[1]], len(raw))
		code, err := strconv.ParseUint(string(raw[2:size]), 16, 32)
		if err != nil {
			return size, 1
		}
		return size, max(1, utf8.RuneLen(rune(code)))
	case 'N', '_': // U+0085, U+00A0
		return 2, 2
	case 'L', 'P': // U+2028, U+2029
		return 2, 3
	}
	return 2, 1
}
