package modfile

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// is tells whether the token is that punctuation, and not a string of it.
func (t Token) is(punctuation string) bool { return t.Text == punctuation && !t.quoted }

// words splits the line data[pos:end] up to its end, its comment, or what is no word.
func (p *parser) words(pos, end int) (words []Token, comment string) {
	for pos < end {
		line := p.data[pos:end]
		c, size := utf8.DecodeRune(line)
		switch {
		case c == ' ' || c == '\t' || c == '\r':
			pos += size
		case bytes.HasPrefix(line, []byte("//")):
			return words, string(line)
		case bytes.HasPrefix(line, []byte("/*")):
			p.fail(inventory.Span{Start: pos, End: end}, `"/*" starts no comment here: use "//"`)
			return words, ""
		case c == '"' || c == '`':
			size = quotedSize(line)
			if size == 0 {
				p.fail(inventory.Span{Start: pos, End: end}, "a quoted string is not closed: close it on its line")
				return words, ""
			}
			words = append(words, p.token(pos+1, pos+size-1, true))
			pos += size
		case strings.ContainsRune(punctuation, c):
			words = append(words, p.token(pos, pos+size, false))
			pos += size
		case isIdent(c):
			size = identSize(line)
			words = append(words, p.token(pos, pos+size, false))
			pos += size
		default:
			p.fail(inventory.Span{Start: pos, End: pos + size}, fmt.Sprintf("the character %+q cannot stand here: remove it", c))
			return words, ""
		}
	}
	return words, ""
}

func (p *parser) token(start, end int, quoted bool) Token {
	return Token{Text: string(p.data[start:end]), Span: inventory.Span{Start: start, End: end}, quoted: quoted}
}

// quotedSize is the size of the quoted string that line starts with, its quotes included; 0 if it is not closed.
func quotedSize(line []byte) int {
	quote := line[0]
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] == quote:
			return i + 1
		case line[i] == '\\' && quote == '"':
			i++
		}
	}
	return 0
}

const punctuation = "()[]{},"

// isIdent tells whether a word may hold c: most that is printed.
func isIdent(c rune) bool {
	return !strings.ContainsRune(punctuation, c) && !unicode.IsSpace(c) && unicode.IsPrint(c)
}

// identSize is the size of the word that line starts with. A comment ends it, too.
func identSize(line []byte) int {
	size := 0
	for size < len(line) {
		c, n := utf8.DecodeRune(line[size:])
		if !isIdent(c) || bytes.HasPrefix(line[size:], []byte("//")) || bytes.HasPrefix(line[size:], []byte("/*")) {
			break
		}
		size += n
	}
	return size
}
