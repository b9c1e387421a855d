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
	if name == l.at+1 || name == len(l.data) {
		return false
	}
	open := l.data[name : name+1]
	brackets := strings.Index("[({<|!/\"'", open)
	if brackets < 0 {
		return false
	}
	closing := "])}>|!/\"'"[brackets : brackets+1]
	for _, heredoc := range []string{`"""`, "'''"} {
		if strings.HasPrefix(l.data[name:], heredoc) {
			open, closing = heredoc, heredoc
		}
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
