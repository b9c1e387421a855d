package lex_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/syntax/lex"
	"github.com/dna-group/techcheck/pkg/syntax/syntaxtest"
)

// TestScanRuby shows the tokens of a line as the texts of its words, numbers and punctuation, strings in «», those with a
// variable in «#», and line ends as ¶.
func TestScanRuby(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"call", `gem "a", '~> 1', x: 1.5`, `gem «a» , «~> 1» , x : 1.5`},
		{"comment", "a # \"b\n c", "a ¶ c"},
		{"escapes", `"a\"b\n" 'a\'\n'`, "«a\"b\n» «a'\\n»"},
		{"interpolation", `"a#{b("c#{d}") + {}}e" f`, `«#a#{b("c#{d}") + {}}e» f`},
		{"words", `%w[a b], %i(c), %q<d>, %(e#{f})`, `«a b» , «c» , «d» , «#e#{f}»`},
		{"remainder", "a % b\n1 %(2)", "a % b ¶ 1 % ( 2 )"},
		{"operators", "a=>b::c->d&&!e?", "a => b :: c -> d && ! e?"},
		{"heredocs", "f(<<~A, <<-'B')\n \"x\n A\n'y\nB\ng", "f ( «#» , «#» ) ¶ g"},
		{"shift", "a <<b\nc << 1", "a << b ¶ c << 1"},
		{"regexp", "x =~ /\"/ ; a / b / c", "x =~ «\"» ; a / b / c"},
		{"block comment", "a\n=begin\n\"\n=end\nb\n__END__\n\"", "a ¶ ¶ b ¶"},
		{"continued line", "a \\\n b", "a b"},
		{"string over lines", "\"a\nb\" c", "«a\nb» c"},
		{"unclosed string", "x 'a', 'b\ny 'c'\n", "x «a» , «b» ¶ y «c» ¶"},
		{"unclosed heredoc", "x <<A\ny", "x «#» ¶ y"},
		{"unclosed interpolation", "x \"#{\ny", "x «##{» ¶ y"},
		{"byte order mark", "\xef\xbb\xbfgem", "gem"},
		{"range", "1..2", "1 . . 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, show(t, c.source, lex.Ruby)); diff != "" {
				t.Errorf("%q (-want +got):\n%s", c.source, diff)
			}
		})
	}
}

// TestScanLanguage shows what Ruby has not: block comments, variables with $, quotes of several characters, raw strings.
func TestScanLanguage(t *testing.T) {
	groovy := &lex.Language{
		LineComment: "//", BlockComment: [2]string{"/*", "*/"},
		Quotes: []lex.Quote{
			{Open: `"""`, Close: `"""`, Escapes: lex.AllEscapes, Variable: '$', Lines: true},
			{Open: "'''", Close: "'''", Lines: true},
			{Open: `"`, Close: `"`, Escapes: lex.AllEscapes, Variable: '$'},
		},
	}
	for _, c := range []struct{ source, want string }{
		{"a /* b\n */ c // d\ne", "a c ¶ e"},
		{"a /* b", "a"},
		{`"$a" "${b("c")}" "$ 5" "\$d"`, `«#$a» «#${b("c")}» «$ 5» «$d»`},
		{"\"\"\"a\n\"b\"\"\" '''c\\n'''", "«a\n\"b» «c\\n»"},
		{"'''\\n''' \"a\nb", "«\\n» «a» ¶ b"},
	} {
		if diff := cmp.Diff(c.want, show(t, c.source, groovy)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.source, diff)
		}
	}
}

func show(t *testing.T, source string, language *lex.Language) string {
	t.Helper()
	var all []string
	end := 0
	for _, token := range lex.Scan([]byte(source), language) {
		if token.Span.Start < end || token.Span.End < token.Content.End || token.Content.Start < token.Span.Start || token.Span.End > len(source) {
			t.Fatalf("%q: %+v is not after %d and within the file", source, token, end)
		}
		end = token.Span.End
		switch {
		case token.Kind == lex.Newline:
			all = append(all, "¶")
		case token.Interpolated:
			all = append(all, "«#"+token.Text+"»")
		case token.Kind == lex.String:
			all = append(all, "«"+token.Text+"»")
		default:
			all = append(all, token.Text)
		}
	}
	return strings.Join(all, " ")
}

// TestScanLarge holds that time grows with the size of a program only, however deep it nests and whatever never ends: else
// the test would not end before its own limit.
func TestScanLarge(t *testing.T) {
	for _, c := range []struct {
		language *lex.Language
		pieces   []string
	}{
		{lex.Ruby, []string{`"#{`, "(", "%w[", "<<A\n", "'", "\"\n", "/", "/#{", "%(#{", "=begin\n"}},
		{lex.Swift, []string{`"\(`, `"""\(`, "\"\"\"\n", "/*", "#\""}},
		{lex.Elixir, []string{`"#{`, "~s(", "~", "~S\"\"\"\n", "?"}},
	} {
		for _, piece := range c.pieces {
			input := func(n int) string { return "gem\n" + strings.Repeat(piece, n) }
			checkLarge(t, piece, input(200_000), c.language)
			syntaxtest.CheckGrowth(t, piece, input, func(data []byte) { lex.Scan(data, c.language) })
		}
	}
}

func checkLarge(t *testing.T, piece, input string, language *lex.Language) {
	t.Helper()
	tokens := lex.Scan([]byte(input), language)
	if len(tokens) == 0 || tokens[0].Text != "gem" {
		t.Errorf("%q: the first of %d tokens is not gem", piece, len(tokens))
	}
	end := 0
	for _, token := range tokens {
		if token.Span.Start < end {
			t.Fatalf("%q: a token at %d begins in the one before it", piece, token.Span.Start)
		}
		end = token.Span.End
	}
}

func FuzzScan(f *testing.F) {
	f.Add("gem \"a#{b}\", %w[c], <<~D\nD\n")
	f.Fuzz(func(t *testing.T, source string) {
		for _, language := range []*lex.Language{lex.Ruby, lex.Swift, lex.Elixir} {
			show(t, source, language)
		}
	})
}

// TestScanSwift shows what only Swift has: \(x), raw strings, operators of ranges.
func TestScanSwift(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{`.package(url: "a", "1.0.0"..<"2.0.0")`, ". package ( url : «a» , «1.0.0» ..< «2.0.0» )"},
		{`"a\(b("c") + ")")d" e "\n\"" f`, `«#a\(b("c") + ")")d» e «` + "\n" + `"» f`},
		{`#"a\(b)"# c #"""` + "\nd\"\n" + `"""#`, `«a\(b)» c «` + "\nd\"\n" + `»`},
		{"/* a /* b */ c */ d // e\n`f`", "d ¶ «f»"},
		{"\"a\nb \"\"\"c\nd\"\"\"", "«a» ¶ b «c\nd»"},
		{`"a\(b`, `«#a\(b»`},
		{"#if os(Linux)", "# if os ( Linux )"},
	} {
		if diff := cmp.Diff(c.want, show(t, c.source, lex.Swift)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.source, diff)
		}
	}
}

// TestScanElixir shows what only Elixir has: sigils, characters.
func TestScanElixir(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{`{:a, "~> 1.0", only: [:dev]}`, "{ : a , «~> 1.0» , only : [ : dev ] }"},
		{"~w(a b)a ++ ~W|c#{d}| ~r/\"/i", "«a b» ++ «c#{d}» «\"»"},
		{"~s(a#{b(\")\")}c) d", `«#a#{b(")")}c» d`},
		{"a? ?\" ?\\s ?\\", "a? ?\" ?\\s ?\\"},
		{"'a' \"b#{c}\" \"\"\"\nd\n\"\"\"", "«a» «#b#{c}» «\nd\n»"},
		{"~S\"\"\"\na\"\n\"\"\" b ~> c ~", "«\na\"\n» b ~> c ~"},
		{"x = \"a\ny # \"b\"", "x = «a» ¶ y"},
		{"~", "~"},
		{"~w", "~ w"},
	} {
		if diff := cmp.Diff(c.want, show(t, c.source, lex.Elixir)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.source, diff)
		}
	}
}
