package gradlebuild

import (
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/gradle"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// string gives the pieces of a string.
func (p *Project) string(t lex.Token, use *gradle.Call) text.Text {
	if !t.Interpolated {
		return p.piece(t.Text, t.Content)
	}
	var all text.Text
	start, size := 0, 0
	for at := 0; at < len(t.Text); {
		v := findVariable(t.Text, at, p.Model.language == lex.Groovy)
		if v.expression == "" {
			at = v.end
			continue
		}
		all = append(all, p.between(t, start, at)...)
		site := inventory.Span{Start: t.Content.Start + at, End: t.Content.Start + v.end}
		value := p.place(p.evaluate(p.scan(v.expression, t.Content.Start+v.start), use), site).Text.With(inventory.Variable)
		if value == nil || size > text.Max {
			value = p.unresolved(t.Text[at:v.end], site)
		}
		size += len(value.String())
		all = append(all, value...)
		at, start = v.end, v.end
	}
	return append(all, p.between(t, start, len(t.Text))...)
}

// scan gives the tokens of an expression that begins at a place of the script.
func (p *Project) scan(expression string, at int) []lex.Token {
	tokens := lex.Scan([]byte(expression), p.Model.language)
	for i := range tokens {
		for _, span := range []*inventory.Span{&tokens[i].Span, &tokens[i].Content} {
			span.Start += at
			span.End += at
		}
	}
	return tokens
}

// between is what stands between the variables of a string.
func (p *Project) between(t lex.Token, start, end int) text.Text {
	if start == end {
		return nil
	}
	return p.piece(t.Text[start:end], inventory.Span{Start: t.Content.Start + start, End: t.Content.Start + end})
}

// embedded is a variable in a string: its expression, "" if there is none, where that starts, and where to look next.
type embedded struct {
	expression string
	start, end int
}

// findVariable reads the variable that begins in a string at a place: $a, $a.b in Groovy, ${a}.
func findVariable(s string, at int, dotted bool) embedded {
	switch {
	case s[at] == '\\':
		return embedded{end: min(at+2, len(s))}
	case s[at] != '$' || at+1 == len(s):
		return embedded{end: at + 1}
	case s[at+1] == '{':
		end := closingBrace(s, at+1)
		if end == len(s) {
			return embedded{end: end}
		}
		return embedded{s[at+2 : end], at + 2, end + 1}
	}
	end := wordEnd(s, at+1)
	for dotted && end > at+1 && end+1 < len(s) && s[end] == '.' && isLetter(s[end+1]) {
		end = wordEnd(s, end+1)
	}
	return embedded{s[at+1 : end], at + 1, end}
}

// closingBrace is the place of the brace that closes the one at a place; the end of the string if none does.
func closingBrace(s string, at int) int {
	depth := 0
	for ; at < len(s); at++ {
		switch s[at] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return at
			}
		}
	}
	return at
}

func wordEnd(s string, at int) int {
	for at < len(s) && (isLetter(s[at]) || s[at] >= '0' && s[at] <= '9') {
		at++
	}
	return at
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b == '_' }
