package lex

import "strings"

// Elixir is what mix.exs is written in. Source: hexdocs.pm/elixir/syntax-reference.html.
var Elixir = &Language{
	LineComment: "#",
	Operators:   []string{"~>", "->", "<-", "|>", "=>", "::", "<>", "++", "--", "==", "!=", ">=", "<=", "=~", "&&", "||", "..", `\\`},
	WordEnd:     "?!",
	Quotes: []Quote{
		{Open: `"""`, Close: `"""`, Escapes: AllEscapes, Variable: '#', Lines: true},
		{Open: "'''", Close: "'''", Escapes: AllEscapes, Variable: '#', Lines: true},
		{Open: `"`, Close: `"`, Escapes: AllEscapes, Variable: '#', Lines: true},
		{Open: "'", Close: "'", Escapes: AllEscapes, Variable: '#', Lines: true},
	},
	special: func(l *lexer) bool { return l.elixirCharacter() || l.sigil() },
}

// elixirCharacter reads ?" and ?\s, which are numbers; a word may end in a ? of its own.
func (l *lexer) elixirCharacter() bool {
	if l.data[l.at] != '?' || l.at+1 == len(l.data) {
		return false
	}
	size := 2
	if l.follows(`?\`) {
		size = 3
	}
	l.add(Number, min(size, len(l.data)-l.at))
	return true
}

// sigil reads ~w(a b)a and its like, with the letters behind it. Upper-case ones hold no variables.
func (l *lexer) sigil() bool {
	if l.data[l.at] != '~' {
		return false
	}
	name := l.at + 1
	for name < len(l.data) && (l.data[name]|' ' >= 'a' && l.data[name]|' ' <= 'z') {
		name++
	}
	open, closing := sigilQuotes(l.data[name:])
	if name == l.at+1 || open == "" {
		return false
	}
	q := Quote{Open: l.data[l.at:name] + open, Close: closing, Escapes: OnlyQuote, Lines: true}
	if l.data[l.at+1] >= 'a' {
		q.Variable = '#'
	}
	l.addString(q)
	for l.at < len(l.data) && isWord(l.data[l.at]) {
		l.at++
	}
	return true
}

// sigilQuotes are what a sigil's content is between, which begins so; "" if it begins with none of them.
func sigilQuotes(rest string) (open, closing string) {
	for _, heredoc := range []string{`"""`, "'''"} {
		if strings.HasPrefix(rest, heredoc) {
			return heredoc, heredoc
		}
	}
	if rest == "" {
		return "", ""
	}
	bracket := strings.IndexByte("[({<|!/\"'", rest[0])
	if bracket < 0 {
		return "", ""
	}
	return rest[:1], "])}>|!/\"'"[bracket : bracket+1]
}
