// Package lex splits manifests that are programs (a Gemfile, a Gradle script) into tokens that know their bytes in the
// file. It tells strings and comments from code, which patterns over lines cannot, and never fails: whatever is no token of
// the language is punctuation. It keeps no stack of the program's own, so that no nesting harms it.
package lex

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Kind says what a token is.
type Kind byte

// The kinds of a token.
const (
	Newline Kind = iota
	Word         // an identifier or a keyword, also @x and x?
	Number
	String
	Punct // an operator of the language, or one byte
)

// Token is a piece of the program. Blanks and comments are none.
type Token struct {
	Kind         Kind
	Span         inventory.Span // with the quotes of a string
	Content      inventory.Span // without them
	Text         string         // as written; of a string, its content, decoded unless it is interpolated
	Quote        string         // what opens a string: ", """, %w
	Interpolated bool           // a string that holds a variable or an expression
	Spaced       bool           // something blank stands before it
}

// Is tells whether the token is that word or punctuation.
func (t Token) Is(text string) bool {
	return (t.Kind == Word || t.Kind == Punct) && t.Text == text
}

// Language is what the lexer knows of a language.
type Language struct {
	LineComment  string
	BlockComment [2]string // "" for none
	Nested       bool      // a block comment may hold others
	Operators    []string  // of several bytes; one before its prefixes
	WordEnd      string    // bytes that may end a word: ?!
	Quotes       []Quote   // one before its prefixes

	special func(l *lexer) bool // reads what only this language has, if it stands here
}

// Quote is a kind of string.
type Quote struct {
	Open, Close string
	Escapes     Escapes
	Variable    byte // '#' for #{x}, '$' for ${x} and $x, '\\' for \(x); 0 for none
	Lines       bool // it may go on in the next line
}

// Escapes says what a backslash in a string means.
type Escapes byte

// What a backslash may mean.
const (
	NoEscapes Escapes = iota
	OnlyQuote         // it escapes the closing quote and itself
	AllEscapes
)

type lexer struct {
	language *Language
	data     string
	at       int
	tokens   []Token
	spaced   bool
	broken   bool     // a string never ends
	oneLine  bool     // no string goes on in the next line
	heredocs []string // what ends those that begin in the next line
}

// Scan gives the tokens of a program. A byte order mark is none. Where a string never ends, the program is broken: it is
// read again as if all strings ended with their lines, so that only the broken line is lost.
func Scan(data []byte, language *Language) []Token {
	text := string(data)
	l := &lexer{language: language, data: text, tokens: make([]Token, 0, len(text)/8)}
	l.scan()
	if l.broken {
		l = &lexer{language: language, data: text, tokens: l.tokens[:0], oneLine: true}
		l.scan()
	}
	return l.tokens
}

func (l *lexer) scan() {
	if l.follows(syntax.BOM) {
		l.at = len(syntax.BOM)
	}
	for l.at < len(l.data) && !l.broken {
		before := len(l.tokens)
		l.next()
		l.spaced = len(l.tokens) == before
	}
}

// next reads one token, or what is none.
func (l *lexer) next() {
	switch b := l.data[l.at]; {
	case b == '\n':
		l.add(Newline, 1)
		l.skipHeredocs()
	case l.blank(), l.comment():
	case l.language.special != nil && l.language.special(l):
	case isDigit(b):
		l.add(Number, l.number())
	case isWord(b):
		l.add(Word, l.word())
	case l.quoted():
	default:
		l.add(Punct, l.operator())
	}
}

// blank skips one, or the end of a line that goes on in the next one.
func (l *lexer) blank() bool {
	for _, text := range []string{" ", "\t", "\r", "\\\n", "\\\r\n"} {
		if l.follows(text) {
			l.at += len(text)
			return true
		}
	}
	return false
}

func (l *lexer) follows(text string) bool {
	return text != "" && strings.HasPrefix(l.data[l.at:], text)
}

func (l *lexer) add(kind Kind, size int) {
	span := inventory.Span{Start: l.at, End: l.at + size}
	l.tokens = append(l.tokens, Token{
		Kind: kind, Span: span, Content: span, Text: l.data[span.Start:span.End], Spaced: l.spaced,
	})
	l.at += size
}

// comment skips one, without the end of its line.
func (l *lexer) comment() bool {
	block := l.language.BlockComment
	switch {
	case l.follows(l.language.LineComment):
		l.at = l.lineEnd(l.at)
	case l.follows(block[0]):
		l.at += len(block[0])
		l.endComment(block)
	default:
		return false
	}
	return true
}

// endComment skips the rest of a block comment.
func (l *lexer) endComment(block [2]string) {
	for open := 1; open > 0 && l.at < len(l.data); {
		switch {
		case l.follows(block[1]):
			open--
			l.at += len(block[1])
		case l.language.Nested && l.follows(block[0]):
			open++
			l.at += len(block[0])
		default:
			l.at++
		}
	}
}

func (l *lexer) lineEnd(from int) int {
	if end := strings.IndexByte(l.data[from:], '\n'); end >= 0 {
		return from + end
	}
	return len(l.data)
}

// word measures the word that begins here.
func (l *lexer) word() int {
	end := l.at
	for end < len(l.data) && isWord(l.data[end]) {
		end++
	}
	if end < len(l.data) && strings.IndexByte(l.language.WordEnd, l.data[end]) >= 0 && !strings.HasPrefix(l.data[end+1:], "=") {
		end++
	}
	return end - l.at
}

// number measures the number that begins here: 1, 1.0, 0x1F, 1_000; not the dots of 1..2.
func (l *lexer) number() int {
	end := l.at
	for end < len(l.data) && (isWord(l.data[end]) || l.data[end] == '.' && end+1 < len(l.data) && isDigit(l.data[end+1])) {
		end++
	}
	return end - l.at
}

func (l *lexer) operator() int {
	for _, operator := range l.language.Operators {
		if l.follows(operator) {
			return len(operator)
		}
	}
	return 1
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isWord(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || isDigit(b) || b == '_' || b == '@' || b >= 0x80
}
