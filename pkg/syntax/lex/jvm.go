package lex

import "slices"

var jvmOperators = []string{"===", "!==", "?.", "?:", "->", "::", "=>", "<-", "==", "!=", ">=", "<=", "=~", "+=", "-=", "++", "--", "&&", "||", "..", "*."}

// Groovy is what Gradle's older scripts are written in. Source: groovy-lang.org/syntax.html.
var Groovy = &Language{
	LineComment:  "//",
	BlockComment: [2]string{"/*", "*/"},
	Operators:    jvmOperators,
	Quotes: []Quote{
		{Open: `"""`, Close: `"""`, Escapes: AllEscapes, Variable: '$', Lines: true},
		{Open: "'''", Close: "'''", Escapes: AllEscapes, Lines: true},
		{Open: `"`, Close: `"`, Escapes: AllEscapes, Variable: '$'},
		{Open: "'", Close: "'", Escapes: AllEscapes},
		{Open: "$/", Close: "/$", Variable: '$', Lines: true},
	},
	special: func(l *lexer) bool { return l.regexp('$') },
}

// Kotlin is what Gradle's newer scripts are written in. A name in backquotes is a String.
// Source: kotlinlang.org/docs/reference/grammar.html.
var Kotlin = &Language{
	LineComment:  "//",
	BlockComment: [2]string{"/*", "*/"},
	Nested:       true,
	Operators:    jvmOperators,
	Quotes: []Quote{
		{Open: `"""`, Close: `"""`, Variable: '$', Lines: true},
		{Open: `"`, Close: `"`, Escapes: AllEscapes, Variable: '$'},
		{Open: "'", Close: "'", Escapes: AllEscapes},
		{Open: "`", Close: "`"},
	},
}

// Scala is what sbt's builds are written in. A name in backquotes is a String.
// Source: scala-lang.org/files/archive/spec/2.13/01-lexical-syntax.html.
var Scala = &Language{
	LineComment:  "//",
	BlockComment: [2]string{"/*", "*/"},
	Nested:       true,
	Operators:    []string{"%%%", "%%", ":=", "++=", "+=", "=>", "<-", "->", "==", "!=", "&&", "||", "++"},
	Quotes: []Quote{
		{Open: `"""`, Close: `"""`, Lines: true},
		{Open: `"`, Close: `"`, Escapes: AllEscapes},
		{Open: "`", Close: "`"},
	},
	special: func(l *lexer) bool { return l.character() || l.interpolator() },
}

// character reads 'a' and '\n'. Other quotes begin a symbol: 'test.
func (l *lexer) character() bool {
	if l.data[l.at] != '\'' {
		return false
	}
	size := 3
	if l.follows(`'\`) {
		size = 4
	}
	if end := l.at + size; end > len(l.data) || l.data[end-1] != '\'' {
		return false
	}
	l.addString(Quote{Open: "'", Close: "'", Escapes: AllEscapes})
	return true
}

// The words that let a string after them hold variables, and such strings.
var (
	interpolators = []string{"s", "f", "raw"}
	interpolated  = []Quote{
		{Open: `"""`, Close: `"""`, Variable: '$', Lines: true},
		{Open: `"`, Close: `"`, Escapes: AllEscapes, Variable: '$'},
	}
)

// interpolator reads s"a${b}", whose first token is s.
func (l *lexer) interpolator() bool {
	last := len(l.tokens) - 1
	if l.data[l.at] != '"' || last < 0 || l.tokens[last].Span.End != l.at || !slices.Contains(interpolators, l.tokens[last].Text) {
		return false
	}
	for _, q := range interpolated {
		if l.follows(q.Open) {
			l.addString(q)
			return true
		}
	}
	return false
}
