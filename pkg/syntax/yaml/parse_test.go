package yaml

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/dna-group/techcheck/pkg/syntax/syntaxtest"
)

// show writes a tree as one line: of a scalar its text, and what stands in its span if that differs.
func show(data []byte, n *Node, within []*Node) string {
	var items []string
	if slices.Contains(within, n) {
		return "(itself)"
	}
	within = append(within, n)
	switch n.Kind {
	case Null:
		return "null"
	case Scalar:
		written := string(data[n.Span.Start:n.Span.End])
		switch {
		case written == n.Text:
			return written
		case n.Block:
			return fmt.Sprintf("block %q as %q", n.Text, written)
		}
		return fmt.Sprintf("%q as %q", n.Text, written)
	case Mapping:
		for _, m := range n.Members {
			items = append(items, show(data, m.Key, within)+": "+show(data, m.Value, within))
		}
		return "{" + strings.Join(items, ", ") + "}"
	default:
		for _, e := range n.Elements {
			items = append(items, show(data, e, within))
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ name, in, want, err string }{
		{"plain", "a: x\nb:\n  - 3.10\n  - yes # c\n", "{a: x, b: [3.10, yes]}", ""},
		{"flow", `{a: [x, "y", 'z'], "b":1}`, "{a: [x, y, z], b: 1}", ""},
		{"null", "a:\nb: ~\nc: null\nd: 'null'\ne: ''\n", "{a: null, b: null, c: null, d: null, e: }", ""},
		{"escapes", `["\u0041\x42\N\P\t\"c", 'it''s']`, "[\"AB\\u0085\\u2029\\t\\\"c\" as \"\\\\u0041\\\\x42\\\\N\\\\P\\\\t\\\\\\\"c\", \"it's\" as \"it''s\"]", ""},
		{"several lines", "a: x\n  y\nb: \"x\n  y\\\n   z\"\n", `{a: "x y" as "x\n  y", b: "x yz" as "x\n  y\\\n   z"}`, ""},
		{"literal block", "a: |  # c\n  x\n    y\n\n  z\nb: 1", `{a: block "x\n  y\n\nz\n" as "x\n    y\n\n  z", b: 1}`, ""},
		{"folded block", "a: >-\n\n  x\n  y\n\n  z\n\nb: 1", `{a: block "\nx y\nz" as "\n  x\n  y\n\n  z", b: 1}`, ""},
		{"empty block", "a: |\nb: 1", "{a: , b: 1}", ""},
		{"tags and anchors", "a: !t &x y\nb: &z\n  # c\n  'y'\nc: !!str\nd: !<x> {e: f}", "{a: y, b: y, c: , d: {e: f}}", ""},
		{"duplicate keys stay", "a: 1\na: 2", "{a: 1, a: 2}", ""},
		{"keys of other kinds", "? [a]\n: 1\n~: 2\n? b\n", "{[a]: 1, null: 2, b: null}", ""},
		{"aliases", "a: &x {b: 1}\nc: *x\nd: &y e\nf: *y", "{a: {b: 1}, c: {b: 1}, d: e, f: e}", ""},
		{"alias of what it is in", "a: &x [*x]", "{a: [(itself)]}", ""},
		{"merge", "a: &x {b: 1, c: 2}\nd: &y {b: 3, e: 4}\nf:\n  <<: [*x, *y]\n  c: 5\n", "{a: {b: 1, c: 2}, d: {b: 3, e: 4}, f: {c: 5, b: 1, e: 4}}", ""},
		{"merge of what it is in", "a: &x {<<: *x, b: 1}", "{a: {b: 1}}", ""},
		{"merge of no mapping", "a: &x y\nb: {<<: *x, <<: 5, c: 1}\n\"<<\": z", "{a: y, b: {c: 1}, <<: z}", ""},
		{"line ends", "a: é\r\nb: 1\rc: 2\u0085d: 3\u2028e: 4", "{a: é, b: 1, c: 2, d: 3, e: 4}", ""},
		{"columns are characters", "{é: 😀, b: x}", "{é: 😀, b: x}", ""},
		{"byte order mark", "\xef\xbb\xbfa: x", "{a: x}", ""},

		{"UTF-16", "\xff\xfea\x00", "", "0: the file is UTF-16: save it as UTF-8"},
		{"NUL", "a: \x00", "", "3: the file holds a NUL byte: save it as UTF-8 text"},
		{"not UTF-8", "a: x\nb: \xff", "{a: x}", "8: the file is not UTF-8 text: save it as such"},
		{"control character", "a: \x01", "", "0: control characters are not allowed"},
		{"broken", "a: x\nb:\n  - y\n c: z\n", "{a: x, b: [y]}", "14: did not find expected key"},
		{"template", "{{ if x }}\na: b\n", "{{if x: null}: null}", "11: did not find expected <document start>"},
		{"not closed", "a: x\nb: [1,\n", "{a: x}", "5: did not find expected node content"},
		{"unknown anchor", "a: *x", "", "0: unknown anchor 'x' referenced"},
		{"brackets", strings.Repeat("[", 201), "", "200: brackets are nested deeper than 200: techcheck does not read this"},
	} {
		t.Run(c.name, func(t *testing.T) {
			documents, err := Parse([]byte(c.in))
			got := ""
			if documents.First() != nil {
				got = show([]byte(c.in), documents.First(), nil)
			}
			if got != c.want {
				t.Errorf("tree %s, want %s", got, c.want)
			}
			if got := describe(err); got != c.err {
				t.Errorf("error %q, want %q", got, c.err)
			}
		})
	}
}

func describe(err error) string {
	if err == nil {
		return ""
	}
	var e *Error
	if !errors.As(err, &e) {
		return "not an *Error: " + err.Error()
	}
	return fmt.Sprintf("%d: %v", e.Offset, e)
}

func TestDocuments(t *testing.T) {
	for in, want := range map[string]string{
		"":                         "",
		"# nothing\n":              "",
		"---\na: 1\n---\n...\n---": "{a: 1} null null",
		"a: 1\n---\nb: &x 2\n---\nc: *x\n---\nd: [}\n---\ne: 3": "{a: 1} {b: 2} {c: 2} null",
	} {
		documents, _ := Parse([]byte(in))
		var got []string
		for _, d := range documents {
			got = append(got, show([]byte(in), d, nil))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestLookup(t *testing.T) {
	var many strings.Builder
	for i := range 40 {
		fmt.Fprintf(&many, "k%d: %d\n", i, i)
	}
	documents, err := Parse([]byte("a: 1\nb: {c: x}\na: 2\n? [d]\n: 3\n? ''\n: 4\n---\n" + many.String() + "k7: last\n"))
	if err != nil {
		t.Fatal(err)
	}
	root := documents.First()
	if got := root.Get("a").Text; got != "2" {
		t.Errorf("a is %s: of duplicates, the last one counts", got)
	}
	if got := root.Get("b").Get("c"); !got.Is(Scalar) || got.Text != "x" {
		t.Errorf("b.c is %v", got)
	}
	if got := root.Get("b").Get("nothing").Get("at all"); got != nil || got.Is(Null) || got.Items() != nil {
		t.Errorf("what is not there is %v", got)
	}
	var keys []string
	for key := range root.Each() {
		keys = append(keys, key.Text)
	}
	if got := strings.Join(keys, " "); got != "b a " {
		t.Errorf("keys %q, want each scalar once, where it counts", got)
	}
	if got := documents[1].Get("k39").Text + documents[1].Get("k7").Text; got != "39last" || documents[1].Get("none") != nil {
		t.Errorf("among many members: %s", got)
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct{ in, part, want string }{
		{"a: b/c@1 # v1", "c", "c"},
		{`a: "b/\x63@1"`, "c", `\x63`},
		{`a: "\x62/c@1"`, "c", "c"},
		{`a: 'b''s/c@1'`, "c", "c"},
		{"a: >-\n   é\n   b/c@1\n", "c", "c"},
		{"a: |2\n   b/c@1\n\n", "c", "c"},
		{"a: b\n  c\n  d", "c\u0020d", "c\n  d"},
		{"a: \"b\\\n  c\"", "bc", "b\\\n  c"},
		{`a: "\Lc\n"`, "c", "c"}, // an escape that is shorter than what it stands for, and one that is longer
	} {
		documents, err := Parse([]byte(c.in))
		if err != nil {
			t.Fatal(err)
		}
		text := documents.First().Get("a").Whole()
		start := strings.Index(text.String(), c.part)
		part := text.Slice(start, start+len(c.part))
		span := part.Span()
		if got := c.in[span.Start:span.End]; got != c.want {
			t.Errorf("%q: %s stands in %q, want %q", c.in, part, got, c.want)
		}
	}
}

func TestComment(t *testing.T) {
	for in, want := range map[string]string{
		"a: x # v1\n":             " v1",
		"a: x # v1\r\nb: 1":       " v1",
		"a: 'x' # v1":             " v1",
		"- {b: 1, a: x} # v1":     " v1",
		"a: x\n# v1":              "",
		"a: x#v1":                 "",
		"a: |  # v1\n  x":         "",
		"a: x":                    "",
		"{a: x, b: 1} # v1":       "",
		"a: [1] # v1":             "",
		"a: \"x\\\n  y\" #v1 # 2": "v1 # 2",
	} {
		documents, err := Parse([]byte(in))
		if err != nil {
			t.Fatal(err)
		}
		comment := documents.First().Items()[0].Get("a").Comment()
		span := comment.Span()
		if got := comment.String(); got != want || in[span.Start:span.End] != want {
			t.Errorf("%q: comment %q at %v, want %q", in, got, span, want)
		}
	}
}

// Crafted files cost no more than their size: a parser that is not linear would not end before the test's own limit.
func TestLinear(t *testing.T) {
	merges := func(n int) string {
		chain := &strings.Builder{}
		chain.WriteString("k0: &k0 {x0: 1}\n")
		for i := range n {
			fmt.Fprintf(chain, "k%d: &k%d {<<: *k%d, x%d: 1}\n", i+1, i+1, i, i+1)
		}
		return chain.String()
	}
	fragment := func(n int) string {
		return "x: &x {" + strings.Repeat("k: 1, ", n) + "}\n" + strings.Repeat("a: {<<: [*x, *x]}\n", n)
	}
	repeated := func(before, piece, after string) func(n int) string {
		return func(n int) string { return before + strings.Repeat(piece, n) + after }
	}
	for name, test := range map[string]struct {
		input func(n int) string
		holds func(n int) int // members of the root
	}{
		"merges of merges":   {merges, func(n int) int { return n + 1 }},
		"one large fragment": {fragment, func(n int) int { return n + 1 }},
		"one long line":      {repeated("[", "é, ", "]"), func(n int) int { return n }},
		"one long scalar":    {repeated("a: |\n", "  é\n", ""), func(int) int { return 1 }},
		"empty values":       {repeated("", "a:\n", ""), func(n int) int { return n }},
		"comments":           {repeated("", "# c\na: b # c\n", ""), func(n int) int { return n }},
		"broken at the end":  {repeated("", "a: b\n", "]"), func(n int) int { return n }},
	} {
		read := func(data []byte) {
			documents, _ := Parse(data)
			for _, value := range documents.First().Each() {
				value.Whole().Span()
			}
		}
		documents, _ := Parse([]byte(test.input(20_000)))
		if root := documents.First(); root == nil || len(root.Members)+len(root.Elements) != test.holds(20_000) {
			t.Errorf("%s: not all of it is read", name)
		}
		syntaxtest.CheckGrowth(t, name, test.input, read)
	}
	if documents, err := Parse([]byte(strings.Repeat("- ", 9_000) + "x")); documents.First() == nil {
		t.Errorf("deep: nothing of it is read: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("a: &x !t 'b''c' # d\n? \"e\\n\\x41\\\n f\"\n: [*x, {<<: *x}]\n--- |\n g\n---\nh: i\n  é"))
	f.Fuzz(func(t *testing.T, data []byte) {
		documents, _ := Parse(data)
		seen := map[*Node]bool{}
		for _, d := range documents {
			check(t, data, d, seen)
		}
	})
}

// check holds that every span lies in the file, and that a scalar without quotes is spelt by what is in its span, spaces aside.
func check(t *testing.T, data []byte, n *Node, seen map[*Node]bool) {
	if seen[n] {
		return
	}
	seen[n] = true
	if n.Span.Start < 0 || n.Span.Start > n.Span.End || n.Span.End > len(data) {
		t.Fatalf("%q: span %v of %q", data, n.Span, n.Text)
	}
	n.Comment()
	if n.Kind == Scalar {
		if span := n.Whole().Span(); span.Start < n.Span.Start || span.End > n.Span.End {
			t.Fatalf("%q: whole %v in span %v", data, span, n.Span)
		}
		if written := string(data[n.Span.Start:n.Span.End]); n.quote == 0 && visible(written) != visible(n.Text) {
			t.Fatalf("%q: scalar %q is %q in its span", data, n.Text, written)
		}
	}
	for _, m := range n.Members {
		check(t, data, m.Key, seen)
		check(t, data, m.Value, seen)
	}
	for _, e := range n.Elements {
		check(t, data, e, seen)
	}
}

func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
