package yaml

import (
	"bytes"
	"unicode/utf8"
)

// places turns the library's lines and columns into offsets. It counts columns in characters and ends lines as the library
// does, also at a lone CR, and at U+0085, U+2028 and U+2029, which no editor does.
type places struct {
	text   []byte
	base   int   // the offset in the file of the text's first byte
	starts []int // offset in the text of the first byte of each line

	line, column, at int // the last place that was asked for: a long line is walked once
}

func newPlaces(text []byte, base int) *places {
	starts := []int{0}
	for i := 0; i < len(text); {
		size := lineBreak(text[i:])
		if size > 0 {
			starts = append(starts, i+size)
		}
		i += max(size, 1)
	}
	return &places{text: text, base: base, starts: starts}
}

// lineBreak measures the line break that text starts with, 0 if there is none.
func lineBreak(text []byte) int {
	switch {
	case text[0] == '\n':
		return 1
	case text[0] == '\r' && bytes.HasPrefix(text, []byte("\r\n")):
		return 2
	case text[0] == '\r':
		return 1
	case text[0] < 0xC2: // nearly every byte
		return 0
	case bytes.HasPrefix(text, []byte("\u0085")):
		return 2
	case bytes.HasPrefix(text, []byte("\u2028")), bytes.HasPrefix(text, []byte("\u2029")):
		return 3
	}
	return 0
}

// offset gives the place in the file of a 1-based line and column.
func (p *places) offset(line, column int) int {
	if line > len(p.starts) {
		return p.base + len(p.text)
	}
	if line != p.line || column < p.column {
		p.line, p.column, p.at = line, 1, p.starts[line-1]
	}
	for ; p.column < column && p.at < len(p.text); p.column++ {
		_, size := utf8.DecodeRune(p.text[p.at:])
		p.at += size
	}
	return p.base + p.at
}
