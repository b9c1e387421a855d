package requirements

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// line is a logical line. A \ at a line's end and the line end behind it are blanks in its text, so that every byte of
// the text is one of the file.
type line struct {
	text    string
	start   int    // the offset of the text in the file
	comment string // with its #
}

// commentStart is a # at the start or behind a blank: that of a URL's fragment is none.
var commentStart = lazyregexp.New(`(?:^|\s)#`)

// logicalLines joins the lines that end with a \, as pip does: a comment ends the join.
func logicalLines(data []byte) []line {
	base := len(data) - len(bytes.TrimPrefix(data, []byte(syntax.BOM)))
	var lines []line
	var text []byte // of the lines that are joined so far
	start := base
	for at := base; at < len(data); {
		physical := data[at:]
		if end := bytes.IndexByte(physical, '\n'); end >= 0 {
			physical = physical[:end+1]
		}
		at += len(physical)
		code := bytes.TrimRight(physical, "\r\n")
		comment := bytes.HasPrefix(bytes.TrimLeft(code, " \t"), []byte("#"))
		if !comment && bytes.HasSuffix(code, []byte(`\`)) {
			text = append(text, code[:len(code)-1]...)
			text = append(text, bytes.Repeat([]byte(" "), len(physical)-len(code)+1)...)
			continue
		}
		lines = append(lines, newLine(string(append(text, code...)), start))
		text, start = nil, at
	}
	if len(text) > 0 {
		lines = append(lines, newLine(string(text), start))
	}
	return lines
}

func newLine(text string, start int) line {
	l := line{text: text, start: start}
	if m := commentStart.FindStringIndex(text); m != nil {
		l.comment = strings.TrimSpace(text[m[1]-1:])
		l.text = text[:m[1]-1]
	}
	return l.trim()
}

func (l line) trim() line {
	l.start += len(l.text) - len(strings.TrimLeftFunc(l.text, unicode.IsSpace))
	l.text = strings.TrimSpace(l.text)
	return l
}

func (l line) slice(start, end int) line {
	return line{text: l.text[start:end], start: l.start + start}
}

func (l line) span(start, end int) inventory.Span {
	return inventory.Span{Start: l.start + start, End: l.start + end}
}

// options are those of one requirement: --hash=…, --config-settings=….
var options = lazyregexp.New(`\s--?[A-Za-z]`)

func (l line) beforeOptions() line {
	if m := options.FindStringIndex(l.text); m != nil {
		return l.slice(0, m[0]).trim()
	}
	return l
}
