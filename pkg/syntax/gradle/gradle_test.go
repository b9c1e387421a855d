package gradle_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/syntax/gradle"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
)

// TestParse shows each call with its arguments' tokens, after > the call that it goes on with, and after < the blocks that
// it stands in.
func TestParse(t *testing.T) {
	for _, c := range []struct {
		language     *lex.Language
		source, want string
	}{
		{lex.Groovy, "a { b 'c', d: 1 }", "a() b(c; d=1)<a"},
		{lex.Groovy, "a b: 'c', d: e.f\ng", "a(b=c; d=e . f) g()"},
		{lex.Groovy, "id 'x' version '1' apply false\nid 'y'", "id(x) version(1)>id apply(false)>version id(y)"},
		{lex.Groovy, "a ('b') { c }\nd", "a(b) c()<a d()"},
		{lex.Groovy, "a 'b',\n  'c'\nd('e',\n'f')", "a(b; c) d(e; f)"},
		{lex.Groovy, "def a = 'b'\nString c = d\next.e = [f: 'g',\n h: 'i']\next['j'] = 1", "a=(b) c=(d) ext.e=([ f : g , h : i ]) ext.j=(1)"},
		{lex.Groovy, "if (a) b 'c'\nelse d 'e'", "if(a) b(c) else() d(e)"},
		{lex.Groovy, "if (a) { b 'c' } else { d }", "if(a) b(c)<if else() d()<else"},
		{lex.Groovy, "a project(':b'), { c }", "a(project ( :b )) c()<a"},
		{lex.Groovy, "a(b).c 'd'\na\n  .b()", "a(b) c(d)>a a() b()>a"},
		{lex.Groovy, "\"${a}B\" 'c'\nx = 'y'", "${a}B(c) x=(y)"},
		{lex.Groovy, "import a.b\na { x, y -> z x }", "a() z(x)<a"},
		{lex.Kotlin, "id(\"x\") version \"1\" apply false", "id(x) version(1)>id apply(false)>version"},
		{lex.Kotlin, "val a: String by project\nval b by extra(\"c\")\nval d: Map<String, Int> = e(\"f\" to 1)", "a=(project) b=(extra ( c )) d=(e ( f to 1 ))"},
		{lex.Kotlin, "object A {\n const val b = \"c\"\n}\nd.e<F<G>>(\"h\") { i }", "A() b=(c)<A d.e(h) i()<d.e"},
		{lex.Kotlin, "\"a\"(\"b\")\n`c-d`\na(b = \"c\", d = e(\"f\"))", "a(b) c-d() a(b=c; d=e ( f ))"},
		{lex.Kotlin, "val a by getting { b { c(\"d\") } }", "a=(getting) b()<a c(d)<b<a"},
		{lex.Kotlin, "} } a(1", "a(1)"},
	} {
		var all []string
		for _, call := range gradle.Parse([]byte(c.source), c.language) {
			all = append(all, show(call))
		}
		if diff := cmp.Diff(c.want, strings.Join(all, " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.source, diff)
		}
	}
}

func show(call *gradle.Call) string {
	var args []string
	for _, arg := range call.Args {
		text := words(arg.Value)
		if arg.Key != "" {
			text = arg.Key + "=" + text
		}
		args = append(args, text)
	}
	text := call.Dotted()
	if call.Set {
		text += "="
	}
	text = fmt.Sprintf("%s(%s)", text, strings.Join(args, "; "))
	if call.Owner != nil {
		text += ">" + call.Owner.Name().Text
	}
	for block := range call.Blocks() {
		text += "<" + block.Dotted()
	}
	return text
}

func words(tokens []lex.Token) string {
	var all []string
	for _, token := range tokens {
		all = append(all, token.Text)
	}
	return strings.Join(all, " ")
}

// TestParseLarge holds that time grows with the size of a script only: else the test would not end before its own limit.
func TestParseLarge(t *testing.T) {
	for _, piece := range []string{"a {\n", "a(", "a ", "\n", "a\n", "a.", "a<", "if ", "} ", "[\"a\",", "a = ", "\"${", "/*", "a: b, "} {
		for _, language := range []*lex.Language{lex.Groovy, lex.Kotlin} {
			calls := gradle.Parse([]byte("first\n"+strings.Repeat(piece, 20_000)), language)
			if len(calls) == 0 {
				t.Errorf("%q: no call", piece)
			}
			for _, call := range calls[:min(len(calls), 20)] {
				for _, arg := range call.Args {
					gradle.Steps(arg.Value)
					gradle.Items(arg.Value)
				}
			}
		}
	}
}
