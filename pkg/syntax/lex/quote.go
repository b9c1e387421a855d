package lex

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// quoted reads a string, if one begins here.
func (l *lexer) quoted() bool {
	for _, q := range l.language.Quotes {
		if l.follows(q.Open) {
			l.addString(q)
			return true
		}
	}
	return false
}

// addString reads the string that begins here.
func (l *lexer) addString(q Quote) {
	start := l.at + len(q.Open)
	end, interpolated, closed := l.stringEnd(q, start)
	l.broken = l.broken || !closed && q.Lines && !l.oneLine
	token := Token{
		Kind: String, Quote: q.Open, Interpolated: interpolated, Spaced: l.spaced,
		Content: inventory.Span{Start: start, End: end}, Text: l.data[start:end],
	}
	if !interpolated {
		token.Text = decode(token.Text, q)
	}
	token.Span = inventory.Span{Start: l.at, End: end}
	if closed {
		token.Span.End += len(q.Close)
	}
	l.tokens = append(l.tokens, token)
	l.at = token.Span.End
}

// stringEnd finds where the content of a string ends, and whether it is closed there. A variable's brackets may hold strings
// with variables in turn: open is the stack of what is open, of which nil is a bracket.
func (l *lexer) stringEnd(q Quote, at int) (end int, interpolated, closed bool) {
	open := []*Quote{&q}
	for at < len(l.data) {
		if l.data[at] == '\n' && (l.oneLine || !q.Lines) {
			return len(strings.TrimSuffix(l.data[:at], "\r")), interpolated, false
		}
		rest, top := l.data[at:], open[len(open)-1]
		if top == nil {
			var size int
			open, size = l.inBrackets(open, rest)
			at += size
			continue
		}
		brackets, size := top.variable(rest)
		switch {
		case size > 1:
			if brackets {
				open = append(open, nil)
			}
			interpolated = true
			at += size
		case top.Escapes != NoEscapes && rest[0] == '\\':
			at += 2
		case strings.HasPrefix(rest, top.Close):
			if len(open) == 1 {
				return at, interpolated, true
			}
			open = open[:len(open)-1]
			at += len(top.Close)
		default:
			at++
		}
	}
	return len(l.data), interpolated, false
}

// variable measures what begins one, #{ or ${ or \( or $x; else it is one byte. Brackets are still to be closed.
func (q *Quote) variable(rest string) (brackets bool, size int) {
	if q.Variable == 0 || rest[0] != q.Variable || len(rest) == 1 {
		return false, 1
	}
	switch {
	case rest[1] == q.brackets()[0]:
		return true, 2
	case q.Variable == '$' && isWord(rest[1]):
		return false, 2
	}
	return false, 1
}

// brackets are those around an expression in a string.
func (q *Quote) brackets() string {
	if q.Variable == '\\' {
		return "()"
	}
	return "{}"
}

// inBrackets steps over the next piece of an expression in a string.
func (l *lexer) inBrackets(open []*Quote, rest string) ([]*Quote, int) {
	switch brackets := open[0].brackets(); rest[0] {
	case brackets[0]:
		return append(open, nil), 1
	case brackets[1]:
		return open[:len(open)-1], 1
	}
	for i := range l.language.Quotes {
		if q := &l.language.Quotes[i]; strings.HasPrefix(rest, q.Open) {
			return append(open, q), len(q.Open)
		}
	}
	return open, 1
}

// decode undoes the escapes of a string's content.
func decode(text string, q Quote) string {
	if q.Escapes == NoEscapes || !strings.Contains(text, `\`) {
		return text
	}
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' {
			out.WriteByte(text[i])
			continue
		}
		i++
		if i == len(text) {
			break // the file ends in the middle of it
		}
		switch b := text[i]; {
		case q.Escapes == OnlyQuote && b != '\\' && !strings.HasPrefix(text[i:], q.Close):
			out.WriteByte('\\')
			out.WriteByte(b)
		case q.Escapes == AllEscapes && strings.IndexByte("ntr\n", b) >= 0: // behind a backslash at its end, a line goes on
			out.WriteString([]string{"\n", "\t", "\r", ""}[strings.IndexByte("ntr\n", b)])
		default:
			out.WriteByte(b)
		}
	}
	return out.String()
}
