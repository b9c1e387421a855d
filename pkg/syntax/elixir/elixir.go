// Package elixir reads pieces of Elixir's data: tuples, lists, keywords and atoms, of which mix.exs and mix.lock are made. Nothing
// is run. Source of the grammar: hexdocs.pm/elixir/syntax-reference.html.
package elixir

import "github.com/dna-group/techcheck/pkg/syntax/lex"

// Tokens are a piece of a program.
type Tokens []lex.Token

// File is a program, and knows which brackets belong together.
type File struct {
	Tokens Tokens
	close  []int // of each opening bracket its closing one, else 0
	around []int // of each token the bracket that it stands in, else -1
}

// Parse reads a program. It never fails.
func Parse(data []byte) *File {
	f := &File{Tokens: lex.Scan(data, lex.Elixir)}
	f.close, f.around = make([]int, len(f.Tokens)), make([]int, len(f.Tokens))
	open := []int{-1}
	for i, t := range f.Tokens {
		f.around[i] = open[len(open)-1]
		switch {
		case opens(t):
			open = append(open, i)
		case closes(t) && len(open) > 1:
			f.close[open[len(open)-1]] = i
			open = open[:len(open)-1]
		}
	}
	return f
}

// At gives a token; a Newline after the last one.
func (f *File) At(i int) lex.Token {
	if i < 0 || i >= len(f.Tokens) {
		return lex.Token{}
	}
	return f.Tokens[i]
}

// Close is the place of the bracket that closes the one at i; false if none does, or no bracket opens there.
func (f *File) Close(i int) (int, bool) { return f.close[i], f.close[i] > 0 }

// Around is the bracket that a token stands in; a Newline at the top.
func (f *File) Around(i int) lex.Token { return f.At(f.around[i]) }

// maxExpression is how many tokens an expression may have beside those in brackets. Real ones have ten.
const maxExpression = 500

// End is where the expression ends that begins at i: at the comma, the closing bracket or, behind a whole value, the line's end.
func (f *File) End(i int) int {
	for count := 0; i < len(f.Tokens) && count < maxExpression; i, count = i+1, count+1 {
		t := f.Tokens[i]
		switch end, opens := f.Close(i); {
		case opens:
			i = end
		case t.Is(",") || t.Is(")") || t.Is("]") || t.Is("}"):
			return i
		case t.Kind == lex.Newline && !f.At(i+1).Is("++") && !f.At(i-1).Is("++"):
			return i
		}
	}
	return i
}

// Elements are what stands between the brackets that the tokens begin and end with, without line ends. None is empty.
func (t Tokens) Elements() []Tokens {
	var all []Tokens
	var element Tokens
	end := func() {
		if len(element) > 0 {
			all, element = append(all, element), nil
		}
	}
	depth := 0
	for i := 1; i < len(t)-1; i++ {
		switch {
		case opens(t[i]):
			depth++
		case closes(t[i]):
			depth--
		case depth == 0 && t[i].Is(","):
			end()
			continue
		case t[i].Kind == lex.Newline:
			continue
		}
		element = append(element, t[i])
	}
	end()
	return all
}

func opens(t lex.Token) bool  { return t.Is("(") || t.Is("[") || t.Is("{") }
func closes(t lex.Token) bool { return t.Is(")") || t.Is("]") || t.Is("}") }

// Key takes key: value and "key": value apart; value is nil if it is neither.
func (t Tokens) Key() (key lex.Token, value Tokens) {
	if len(t) > 2 && (t[0].Kind == lex.Word || t[0].Kind == lex.String) && t[1].Is(":") && !t[1].Spaced {
		return t[0], t[2:]
	}
	return lex.Token{}, nil
}

// Atom is the name of :name or :"name"; false of anything else.
func (t Tokens) Atom() (lex.Token, bool) {
	if len(t) == 2 && t[0].Is(":") && !t[1].Spaced && (t[1].Kind == lex.Word || t[1].Kind == lex.String && !t[1].Interpolated) {
		return t[1], true
	}
	return lex.Token{}, false
}

// Text is a string that is nothing else.
func (t Tokens) Text() (lex.Token, bool) {
	if len(t) == 1 && t[0].Kind == lex.String && !t[0].Interpolated {
		return t[0], true
	}
	return lex.Token{}, false
}

// Atoms are those of :a and of [:a, :b]; false if anything else is among them.
func (t Tokens) Atoms() ([]string, bool) {
	var all []string
	for i, token := range t {
		switch {
		case token.Kind == lex.Word && i > 0 && t[i-1].Is(":"):
			all = append(all, token.Text)
		case token.Kind == lex.Newline, token.Is(":"), token.Is(","), token.Is("["), token.Is("]"):
		default:
			return nil, false
		}
	}
	return all, true
}
