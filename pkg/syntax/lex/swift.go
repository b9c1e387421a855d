package lex

// Swift is what Package.swift is written in. A name in backquotes is a String.
// Source: docs.swift.org/swift-book/documentation/the-swift-programming-language/lexicalstructure.
var Swift = &Language{
	LineComment:  "//",
	BlockComment: [2]string{"/*", "*/"},
	Nested:       true,
	Operators:    []string{"..<", "...", "->", "==", "!=", ">=", "<=", "+=", "&&", "||", "??"},
	Quotes: []Quote{
		{Open: `#"""`, Close: `"""#`, Lines: true},
		{Open: `#"`, Close: `"#`},
		{Open: `"""`, Close: `"""`, Escapes: AllEscapes, Variable: '\\', Lines: true},
		{Open: `"`, Close: `"`, Escapes: AllEscapes, Variable: '\\'},
		{Open: "`", Close: "`"},
	},
}
