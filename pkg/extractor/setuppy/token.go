package setuppy

import (
	"strings"
	"unicode/utf8"

	"github.com/dna-group/techcheck/pkg/lazyregexp"
)

// kind says what a token is.
type kind byte

const (
	operator kind = iota // one character
	word                 // a name, a keyword or a number
	quoted               // a string
)

// token is a piece of Python. Of a string its text is what stands between the quotes, as written.
type token struct {
	kind  kind
	text  string
	start int // the offset of the text in the file
}

func (t token) is(text string) bool { return t.kind == operator && t.text == text }

// opening is what a string starts with.
var opening = lazyregexp.New(`^[rRbBuUfF]{0,2}("""|'''|"|')`)

// tokens cuts a file into tokens. Anything is an operator that is nothing else.
func tokens(file string, at int) []token {
	var all []token
	for at < len(file) {
		rest := file[at:]
		t, size := token{operator, rest[:1], at}, 1
		switch c := rest[0]; {
		case strings.IndexByte(" \t\r\n\f\\", c) >= 0:
			at++
			continue
		case c == '#':
			comment, _, _ := strings.Cut(rest, "\n")
			at += len(comment)
			continue
		case strings.IndexByte(`rRbBuUfF"'`, c) >= 0 && opening.MatchString(rest):
			m := opening.FindStringSubmatch(rest)
			start := len(m[0])
			content, closing := untilQuote(rest[start:], m[1])
			t, size = token{quoted, rest[start : start+content], at + start}, start+content+closing
		case isWord(c):
			for size < len(rest) && isWord(rest[size]) {
				size++
			}
			t = token{word, rest[:size], at}
		}
		all = append(all, t)
		at += size
	}
	return all
}

// isWord tells a byte of a name or a number. Any letter beyond ASCII is one.
func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= utf8.RuneSelf
}

// untilQuote measures a string's content, and what closes it. A string in single quotes ends with its line at the latest.
func untilQuote(text, quote string) (content, closing int) {
	for at := 0; at < len(text); at++ {
		switch {
		case text[at] == '\\' && at+1 < len(text):
			at++
		case strings.HasPrefix(text[at:], quote):
			return at, len(quote)
		case text[at] == '\n' && len(quote) == 1:
			return at, 0
		}
	}
	return len(text), 0
}
