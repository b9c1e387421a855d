package ruby

import (
	"slices"
	"sort"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
)

// Text is a string that an argument stands for, and where it is written.
type Text struct {
	String     string
	Span       inventory.Span // of a variable's value, where that is written
	Resolution inventory.Resolution
}

// Texts gives the strings that an argument of a call stands for: a string, a symbol, a list, Gem::Requirement.new of them,
// or a variable. What techcheck cannot know is one unresolved text, as written; nil, a hash and a splat are none.
func (f *File) Texts(value []lex.Token, call *Call) []Text {
	switch {
	case isNothing(value):
		return nil
	case areSymbols(value):
		return symbols(value)
	case len(value) == 1 && value[0].Kind == lex.Word:
		if texts := f.variable(value[0].Text, call); texts != nil {
			return texts
		}
	}
	return f.literals(value, call)
}

func isNothing(value []lex.Token) bool {
	return len(value) == 0 || value[0].Kind != lex.String && slices.Contains(nothing, value[0].Text)
}

func (f *File) literals(value []lex.Token, call *Call) []Text {
	var texts []Text
	for _, t := range value {
		switch {
		case t.Kind == lex.String && t.Quote != "<<":
			texts = append(texts, f.strings(t, call)...)
		case t.Kind != lex.Newline && !slices.Contains(wrapping, t.Text):
			return []Text{f.unresolved(value)}
		}
	}
	return texts
}

// nothing begins what is no string.
var nothing = []string{"nil", "{", "*", "**", "&"}

// wrapping are the tokens around strings that do not change them.
var wrapping = []string{"[", "]", "(", ")", ",", ".", "::", "Gem", "Requirement", "new", "freeze"}

// areSymbols tells :a and [:a, :b].
func areSymbols(value []lex.Token) bool {
	for i, t := range value {
		isName := t.Kind == lex.Word && i > 0 && value[i-1].Is(":")
		if !isName && !slices.Contains([]string{":", "[", "]", ","}, t.Text) {
			return false
		}
	}
	return true
}

func symbols(value []lex.Token) []Text {
	var texts []Text
	for _, t := range value {
		if t.Kind == lex.Word {
			texts = append(texts, Text{t.Text, t.Span, inventory.Literal})
		}
	}
	return texts
}

// unresolved is an expression as written.
func (f *File) unresolved(value []lex.Token) Text {
	span := inventory.Span{Start: value[0].Content.Start, End: value[len(value)-1].Content.End}
	return Text{string(f.data[span.Start:span.End]), span, inventory.Unresolved}
}

// embedded is a variable in a string.
var embedded = lazyregexp.New(`#\{\s*(\w+)\s*\}`)

// strings gives the strings of one token: several of %w[a b], and of one with the variable of a loop.
func (f *File) strings(t lex.Token, call *Call) []Text {
	switch {
	case areWords(t):
		return f.words(t)
	case !t.Interpolated:
		return []Text{{t.Text, t.Content, inventory.Literal}}
	}
	name := embedded.FindStringSubmatch(t.Text)
	if name == nil {
		return []Text{{t.Text, t.Content, inventory.Unresolved}}
	}
	var texts []Text
	for _, value := range f.variable(name[1], call) {
		text := Text{strings.ReplaceAll(t.Text, name[0], value.String), t.Content, inventory.Variable}
		if value.Resolution == inventory.Unresolved || strings.Contains(text.String, "#{") {
			text.Resolution = inventory.Unresolved
		}
		texts = append(texts, text)
	}
	if texts == nil {
		texts = []Text{{t.Text, t.Content, inventory.Unresolved}}
	}
	return texts
}

// areWords tells %w[a b] and its like, as far as no variable is in it.
func areWords(t lex.Token) bool {
	return strings.HasPrefix(t.Quote, "%") && strings.ContainsAny(t.Quote, "wWiI") && !t.Interpolated
}

// A word of a list, and the escapes in it; other backslashes stand for themselves.
var (
	word    = lazyregexp.New(`(?s)(?:\\.|[^\s\\])+`)
	escaped = lazyregexp.New(`\\([\s\\()<>\[\]{}|!/])`)
)

// words gives the words of a list.
func (f *File) words(t lex.Token) []Text {
	var texts []Text
	written := string(f.data[t.Content.Start:t.Content.End])
	for _, m := range word.FindAllStringSubmatchIndex(written, -1) {
		at := inventory.Span{Start: t.Content.Start + m[0], End: t.Content.Start + m[1]}
		texts = append(texts, Text{escaped.ReplaceAllString(written[m[0]:m[1]], "$1"), at, inventory.Literal})
	}
	return texts
}

// maxLoop is how many strings a file's loops are unrolled to: %w[a b].each { |x| gem x }.
const maxLoop = 10_000

// variable gives the values of a block's parameter, which are the list that it goes through, or of a variable, as it was
// set before the call; nil if they are not known.
func (f *File) variable(name string, call *Call) []Text {
	for block := range call.Blocks() {
		if block.Param.Text == name && block.Name.Is("each") && block.On != nil {
			list := f.Texts(block.On, block)
			if f.unrolled += len(list); f.unrolled > maxLoop {
				return nil
			}
			return list
		}
	}
	sets := f.sets[name]
	before := sort.Search(len(sets), func(i int) bool { return sets[i].Name.Span.Start >= call.Name.Span.Start })
	if before == 0 || len(sets[before-1].Args) != 1 {
		return nil
	}
	return constant(sets[before-1].Args[0].Value)
}

// constant gives the string that a variable is set to, if it is one.
func constant(value []lex.Token) []Text {
	if len(value) == 3 && value[1].Is(".") && value[2].Is("freeze") {
		value = value[:1]
	}
	if len(value) != 1 || value[0].Kind != lex.String || value[0].Interpolated || strings.HasPrefix(value[0].Quote, "%") {
		return nil
	}
	return []Text{{value[0].Text, value[0].Content, inventory.Variable}}
}
