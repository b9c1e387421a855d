package ruby_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/syntax/ruby"
	"github.com/dna-group/techcheck/pkg/syntax/syntaxtest"
)

// TestParse shows each call with its arguments' tokens, and after < the blocks that it stands in.
func TestParse(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{`a "b", c: 1, :d => 2, "e" => 3`, `a(b; c=1; d=2; e=3)`},
		{"a(\"b\",\n  [\"c\", {d: 1}]) if e", "a(b; [ c , { d : 1 } ]) e()"},
		{"a b,\n  c\nd", "a(b; c) d()"},
		{"a do b end; c", "a() b()<a c()"},
		{"a(1) { |x| b x }\nc", "a(1) b(x)<a c()"},
		{"a :b do\n  if c\n    d 1\n  end\n  e 2 if f\nend\ng", "a(: b) c()<a d(1)<a e(2)<a f()<a g()"},
		{"while a do\n b 1\nend\nc do\n d 1\nend\n", "a() b(1) c() d(1)<c"},
		{"x = if a then b 1 else c 2 end\nd 3", "x=() a() b(1) c(2) d(3)"},
		{"x = 'y'\nz.w = x", "x=(y) z() w=(x)"},
		{"a ? b(1) : c(2)", "a() b(1) c(2)"},
		{"a {\n}\nend end } b", "a() b()"},
		{"a (1", "a(( 1)"},
		{"x { a: 1 }", "x()"},
	} {
		var all []string
		for _, call := range ruby.Parse([]byte(c.source)).Calls {
			all = append(all, show(call))
		}
		if diff := cmp.Diff(c.want, strings.Join(all, " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.source, diff)
		}
	}
}

func show(call *ruby.Call) string {
	var args []string
	for _, arg := range call.Args {
		var words []string
		for _, token := range arg.Value {
			words = append(words, token.Text)
		}
		text := strings.Join(words, " ")
		if arg.Key != "" {
			text = arg.Key + "=" + text
		}
		args = append(args, text)
	}
	set, blocks := "", ""
	if call.Set {
		set = "="
	}
	for block := range call.Blocks() {
		blocks += "<" + block.Name.Text
	}
	return fmt.Sprintf("%s%s(%s)%s", call.Name.Text, set, strings.Join(args, "; "), blocks)
}

// TestParseLarge holds that time grows with the size of a file only: else the test would not end before its own limit.
func TestParseLarge(t *testing.T) {
	for _, piece := range []string{"a do\n", "a {", "a(", "a ", "if ", "end ", "[\"a\",", "%w[a b].each do |x| gem x\n", "a = 'b'\ngem a\n"} {
		input := func(n int) string { return "gem 'first'\n" + strings.Repeat(piece, n) }
		read := func(data []byte) *ruby.File {
			file := ruby.Parse(data)
			for _, call := range file.Calls {
				for _, arg := range call.Args {
					file.Texts(arg.Value, call)
				}
			}
			return file
		}
		file := read([]byte(input(50_000)))
		if len(file.Calls) == 0 || file.Calls[0].Name.Text != "gem" || len(file.Calls[0].Args) != 1 {
			t.Errorf("%q: the first of %d calls is not gem 'first'", piece, len(file.Calls))
		}
		syntaxtest.CheckGrowth(t, piece, input, func(data []byte) { read(data) })
	}
}
