package lex

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/syntax"
)

// Ruby is what Gemfiles and gem specifications are written in.
var Ruby = &Language{
	LineComment: "#",
	Operators:   []string{"**", "=>", "->", "::", "&&", "||", "==", "!=", ">=", "<=", "=~", "+=", "<<"},
	WordEnd:     "?!",
	Quotes: []Quote{
		{Open: `"`, Close: `"`, Escapes: AllEscapes, Variable: '#', Lines: true},
		{Open: `'`, Close: `'`, Escapes: OnlyQuote, Lines: true},
		{Open: "`", Close: "`", Escapes: AllEscapes, Variable: '#', Lines: true},
	},
	special: special,
}

func special(l *lexer) bool {
	return l.rubyComment() || l.percent() || l.heredoc() || l.regexp('#')
}

// rubyComment skips from =begin to =end, and what follows __END__, each on a line of its own.
func (l *lexer) rubyComment() bool {
	if b := l.data[l.at]; b != '=' && b != '_' || !l.startsLine() {
		return false
	}
	switch line := l.data[l.at:l.lineEnd(l.at)]; {
	case strings.TrimRight(line, "\r") == "__END__":
		l.at = len(l.data)
	case l.follows("=begin"):
		end := strings.Index(l.data[l.at:], "\n=end")
		if end < 0 {
			l.at = len(l.data)
			return true
		}
		l.at = l.lineEnd(l.at + end + 1)
	default:
		return false
	}
	return true
}

// startsLine tells whether a line begins here, perhaps behind a byte order mark.
func (l *lexer) startsLine() bool {
	before := l.data[:l.at]
	return before == "" || before == syntax.BOM || before[len(before)-1] == '\n'
}

// percent reads %w[a b], %q(a), %(a) and their like. Brackets of the same kind in them are rare, and not counted.
func (l *lexer) percent() bool {
	if l.data[l.at] != '%' || l.afterValue() {
		return false
	}
	size := 1
	if rest := l.data[l.at+1:]; len(rest) > 0 && strings.IndexByte("wWiIqQ", rest[0]) >= 0 {
		size = 2
	}
	if l.at+size >= len(l.data) {
		return false
	}
	brackets := strings.IndexByte("[({<|!/", l.data[l.at+size])
	if brackets < 0 {
		return false
	}
	q := Quote{
		Open: l.data[l.at : l.at+size+1], Close: "])}>|!/"[brackets : brackets+1],
		Escapes: OnlyQuote, Lines: true,
	}
	if kind := l.data[l.at+size-1]; strings.IndexByte("WIQ%", kind) >= 0 {
		q.Variable = '#'
	}
	l.addString(q)
	return true
}

// heredoc reads <<~NAME and its like. What it holds begins in the next line and is skipped: its token is empty.
func (l *lexer) heredoc() bool {
	if !l.follows("<<") {
		return false
	}
	rest := strings.TrimLeft(l.data[l.at+2:], "~-")
	quote := ""
	if len(rest) > 0 && strings.IndexByte("\"'`", rest[0]) >= 0 {
		quote, rest = rest[:1], rest[1:]
	}
	size := 0
	for size < len(rest) && isWord(rest[size]) {
		size++
	}
	if size == 0 || isDigit(rest[0]) || rest[0] >= 'a' && quote == "" || !strings.HasPrefix(rest[size:], quote) {
		return false
	}
	l.heredocs = append(l.heredocs, rest[:size])
	l.add(String, len(l.data)-len(rest)+size+len(quote)-l.at)
	token := &l.tokens[len(l.tokens)-1]
	token.Quote, token.Text, token.Interpolated = "<<", "", true
	return true
}

// skipHeredocs skips the lines of those that began in the line before.
func (l *lexer) skipHeredocs() {
	for _, name := range l.heredocs {
		for line := ""; line != name && !l.oneLine && !l.broken; {
			end := l.lineEnd(l.at)
			line = strings.TrimSpace(l.data[l.at:end])
			l.at = min(end+1, len(l.data))
			l.broken = l.at == len(l.data) && line != name
		}
	}
	l.heredocs = nil
}

// regexp reads /a/ where no division can stand, in one line. What begins a variable in it differs by language.
func (l *lexer) regexp(variable byte) bool {
	if l.data[l.at] != '/' || l.afterValue() {
		return false
	}
	q := Quote{Open: "/", Close: "/", Escapes: OnlyQuote, Variable: variable}
	if _, _, closed := l.stringEnd(q, l.at+1); !closed {
		return false
	}
	l.addString(q)
	return true
}

// afterValue tells whether the token before ends a value, so that an operator follows.
func (l *lexer) afterValue() bool {
	if len(l.tokens) == 0 {
		return false
	}
	switch last := l.tokens[len(l.tokens)-1]; last.Kind {
	case Number, String:
		return true
	case Word: // x / y divides; x /y/ is given a pattern
		return !l.spaced || l.at+1 < len(l.data) && strings.IndexByte(" =", l.data[l.at+1]) >= 0
	default:
		return last.Is(")") || last.Is("]") || last.Is("}")
	}
}
