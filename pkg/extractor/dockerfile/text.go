package dockerfile

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// blanks separate words.
const blanks = "\t\v\f\r "

// text is a part of an instruction as Docker reads it, with continuation lines joined and comments between them gone.
// Each byte knows its offset in the file.
type text struct {
	s  string
	at []int
}

// textAt is a text that stands in one piece at the offset.
func textAt(s string, offset int) text {
	t := text{s, make([]int, len(s))}
	for i := range t.at {
		t.at[i] = offset + i
	}
	return t
}

func (t text) cut(i, j int) text { return text{t.s[i:j], t.at[i:j]} }

// first is the first byte, 0 if there is none.
func (t text) first() byte {
	if t.s == "" {
		return 0
	}
	return t.s[0]
}

// value is a text that is taken as it stands.
func (t text) value(how imageref.Origin) imageref.Value { return imageref.Written(t.s, t.at, how) }

func (t text) span() inventory.Span {
	if len(t.at) == 0 {
		return inventory.Span{}
	}
	return inventory.Span{Start: t.at[0], End: t.at[len(t.at)-1] + 1}
}

// trim cuts blanks from both ends.
func trim(t text) text {
	start := len(t.s) - len(strings.TrimLeft(t.s, blanks))
	return t.cut(start, max(start, len(strings.TrimRight(t.s, blanks))))
}

// splitKeyword splits an instruction into its keyword and the rest.
func splitKeyword(instruction text) (keyword, rest text) {
	instruction = trim(instruction)
	end := strings.IndexAny(instruction.s, blanks)
	if end < 0 {
		end = len(instruction.s)
	}
	return instruction.cut(0, end), trim(instruction.cut(end, len(instruction.s)))
}

// splitWord splits off the first word. Blanks in quotes, after the escape character and in template markup do not end it.
func splitWord(t text, escape byte) (word, rest text) {
	quote := byte(0)
	i := 0
	for i < len(t.s) {
		c := t.s[i]
		switch {
		case c == escape && quote != '\'':
			i++
		case markup(t.s[i:]) > 0:
			i += markup(t.s[i:]) - 1
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case strings.IndexByte(blanks, c) >= 0:
			return t.cut(0, i), trim(t.cut(i, len(t.s)))
		}
		i++
	}
	return t, t.cut(len(t.s), len(t.s))
}

// splitWords splits t into all its words.
func splitWords(t text, escape byte) (words []text) {
	for t.s != "" {
		var word text
		word, t = splitWord(t, escape)
		words = append(words, word)
	}
	return words
}

// splitFlags splits off the words in front that start with --.
func splitFlags(t text, escape byte) (flags []text, rest text) {
	for strings.HasPrefix(t.s, "--") {
		var flag text
		flag, t = splitWord(t, escape)
		flags = append(flags, flag)
	}
	return flags, t
}

// flagValues returns the values of the flags of that name, as written: --name=value.
func flagValues(flags []text, name string) (values []text) {
	prefix := "--" + name + "="
	for _, flag := range flags {
		if strings.HasPrefix(flag.s, prefix) {
			values = append(values, flag.cut(len(prefix), len(flag.s)))
		}
	}
	return values
}
