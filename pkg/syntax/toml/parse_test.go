package toml

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// show writes a tree as one line: of a string its text in quotes, and what stands in its place if that differs.
func show(data []byte, n *Node) string {
	var items []string
	switch n.Kind {
	case String:
		content := n.Content()
		if written := string(data[content.Start:content.End]); written != n.Text {
			return fmt.Sprintf("%q as %q", n.Text, written)
		}
		return fmt.Sprintf("%q", n.Text)
	case Table:
		for _, m := range n.Members {
			items = append(items, m.Key.Text+"="+show(data, m.Value))
		}
		return "{" + strings.Join(items, ", ") + "}"
	case Array:
		for _, e := range n.Elements {
			items = append(items, show(data, e))
		}
		return "[" + strings.Join(items, ", ") + "]"
	default:
		return n.Text
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ name, in, want, err string }{
		{"every kind", "a = 'x'\nb = 0x1F # c\nc = 3.10\nd = true\ne = 2024-01-02 03:04:05Z\nf = []\ng = {}", `{a="x", b=0x1F, c=3.10, d=true, e=2024-01-02 03:04:05Z, f=[], g={}}`, ""},
		{"tables", "a = 1\n[b]\nc = 2\n[b.d]\ne = 3\n[f.g]", "{a=1, b={c=2, d={e=3}}, f={g={}}}", ""},
		{"arrays of tables", "[[a]]\nb = 1\n[[a]]\n[a.c]\nd = 2\n[[a.e]]\n[[a.e]]", "{a=[{b=1}, {c={d=2}, e=[{}, {}]}]}", ""},
		{"dotted keys", "a.b.c = 1\na . \"x.y\" = 2\n[a.b]\nd.'e' = 3", "{a={b={c=1, d={e=3}}, x.y=2}}", ""},
		{"inline tables", "a = {b = {c.d = 1}, e = [{f = 2}, {}]}\n[a.b]\ng = 3", "{a={b={c={d=1}, g=3}, e=[{f=2}, {}]}}", ""},
		{"TOML 1.1", "a = {\n  b = 1, # c\n  c = 2,\n}\nd = \"\\x41\\e\"", "{a={b=1, c=2}, d=\"A\\x1b\" as \"\\\\x41\\\\e\"}", ""},
		{"escapes", `a = "\u00e9\U0001F600\"\n"`, `{a="é😀\"\n" as "\\u00e9\\U0001F600\\\"\\n"}`, ""},
		{"several lines", "a = \"\"\"\nx\n y\"\"\"\nb = '''\r\n\\'x''''\nc = \"\"\"x \\\n   y\"\"\"\nd = ''", `{a="x\n y", b="\\'x'", c="x y" as "x \\\n   y", d=""}`, ""},
		{"duplicate keys stay", "a = 1\na = 2\na.b = 3", "{a=1, a=2, a={b=3}}", ""},
		{"duplicate tables merge", "[a]\nb = 1\n[c]\n[a]\nd = 2", "{a={b=1, d=2}, c={}}", ""},
		{"table of what is an array", "a = [1]\n[a.b]\n[[c]]\n[c]\nd = 1", "{a=[1], a={b={}}, c=[{d=1}]}", ""},
		{"array of tables of what is none", "a = 1\n[[a]]\nb = 2\n[c]\n[[c]]", "{a=1, a=[{b=2}], c={}, c=[{}]}", ""},
		{"line ends", "a = 1\r\n\r\n[b]\r\nc = [\r\n 1,\r\n]\r\n", "{a=1, b={c=[1]}}", ""},
		{"byte order mark", "\xef\xbb\xbfa = 'x'", `{a="x"}`, ""},
		{"empty", "", "{}", ""},

		{"cut off", "a = 1\n[b]\nc = \"x", "{a=1, b={}}", "15: unterminated basic string"},
		{"cut off in an array", "a = 1\nb = [\n 'x',\n", "{a=1}", "17: array is incomplete"},
		{"no value", "a = 1\nb =\nc = 2", "{a=1}", `9: unexpected character U+000A at start of value`},
		{"no TOML", "a = 1\n{{ b }}\nc = 2", "{a=1}", "6: invalid character at start of key: U+007B '{'"},
		{"no quotes", "a = 1.2.3", "{}", "7: expected newline but got U+002E '.'"},
		{"merge conflict", "a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> x", "{a=1}", "6: a merge conflict begins here"},
		{"not UTF-8", "a = 1\nb = '\xff'", "{a=1}", "11: invalid UTF-8 character in literal string"},
		{"UTF-16", "\xff\xfea\x00", "{}", "0: the file is UTF-16: save it as UTF-8"},
		{"NUL", "a = 1\nb\x00", "{a=1}", "7: the file holds a NUL byte: save it as UTF-8 text"},
		{"too deep", "x = 1\na = " + strings.Repeat("[", 201), "{x=1}", "210: brackets are nested deeper than 200: techcheck does not read this"},
		{"keys too deep", "x = 1\na" + strings.Repeat(".a", 200) + " = 1", "{x=1}", "404: keys and brackets are nested deeper than 200"},
		{"header too deep", "x = 1\n[a" + strings.Repeat(".a", 200) + "]", "{x=1}", "407: keys and brackets are nested deeper than 200"},
	} {
		t.Run(c.name, func(t *testing.T) {
			root, err := Parse([]byte(c.in))
			if got := show([]byte(c.in), root); got != c.want {
				t.Errorf("tree  %s\nwant %s", got, c.want)
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

func TestSpans(t *testing.T) {
	in := "\xef\xbb\xbfa = [ # [\n  [ 1, {b=2} , ] , []\n]\n[c.'d']\ne = {  }\n"
	root, err := Parse([]byte(in))
	if err != nil {
		t.Fatal(err)
	}
	array := root.Get("a")
	for want, n := range map[string]*Node{
		"[ # [\n  [ 1, {b=2} , ] , []\n]": array, "[ 1, {b=2} , ]": array.Elements[0], "[]": array.Elements[1],
		"{b=2}": array.Elements[0].Elements[1], "c": root.Get("c"), "'d'": root.Get("c").Get("d"), "{  }": root.Get("c").Get("d").Get("e"),
	} {
		if got := in[n.Span.Start:n.Span.End]; got != want {
			t.Errorf("span of %q, want %q", got, want)
		}
	}
}

func TestLookup(t *testing.T) {
	var in strings.Builder
	in.WriteString("d = 1\n")
	for i := range 3 * indexed {
		fmt.Fprintf(&in, "k%d = %d\nd = 2\n", i, i)
	}
	in.WriteString("d = 3\n")
	root, err := Parse([]byte(in.String()))
	if err != nil {
		t.Fatal(err)
	}
	if got := root.Get("k40").Text + root.Get("d").Text; got != "403" {
		t.Errorf("k40 and d are %q", got)
	}
	if got := root.Get("nothing").Get("at all"); got != nil || got.Is(Invalid) || len(got.Items()) > 0 {
		t.Errorf("what is not there is %v", got)
	}
	count := 0
	for key, value := range root.Each() {
		if count++; key.Text == "d" && value.Text != "3" {
			t.Errorf("Each gives d = %s, which is replaced", value.Text)
		}
	}
	if count != 3*indexed+1 {
		t.Errorf("Each gives %d keys, want each once", count)
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct{ in, part, want string }{
		{`'left-pad'`, "pad", "pad"},
		{`"left\u002dpad"`, "pad", "pad"},
		{`"left\u002dpad"`, "-", `\u002d`},
		{`"\U0001F600é\x41\tz"`, "A", `\x41`},
		{`"\U0001F600é\x41\tz"`, "z", "z"},
		{`"\U0001F600é\x41\tz"`, "😀é", `\U0001F600é`},
		{"\"\"\"\r\nab\\\n  cd\"\"\"", "cd", "cd"},
		{"\"\"\"\r\nab\\\n  cd\"\"\"", "bc", "b\\\n  c"},
		{`"\"a"`, "", ""},
		{"3.10", "10", "10"},
	} {
		in := "a = " + c.in
		root, err := Parse([]byte(in))
		if err != nil {
			t.Fatal(err)
		}
		whole := root.Get("a").Whole()
		start := strings.Index(whole.String(), c.part)
		part := whole.Slice(start, start+len(c.part))
		span := part.Span()
		if got := in[span.Start:span.End]; got != c.want || part.String() != c.part {
			t.Errorf("%s: %q is at %q, want %q", c.in, part, got, c.want)
		}
	}
	root, _ := Parse([]byte("a = ' x == 1 '\nb = []"))
	before, after, found := root.Get("a").Whole().Trim().Cut("==")
	if got := before.Trim().String() + after.Trim().String(); !found || got != "x1" || after.Trim().Span() != (inventory.Span{Start: 11, End: 12}) {
		t.Errorf("cut into %q and %q", before, after)
	}
	if none := root.Get("b").Whole(); none.String() != "" || none.Trim().Span() != (inventory.Span{}) {
		t.Errorf("the text of an array is %q", none)
	}
}

// What takes others all of the stack is refused; what takes them seconds is read. (A reader that is not linear would not end
// before the test's own limit.)
func TestHostile(t *testing.T) {
	const size = 1 << 20
	for name, test := range map[string]struct {
		in      string
		refused bool
	}{
		"dotted key":     {strings.Repeat("a.", 10_000) + "a = 1", true},
		"dotted header":  {"[" + strings.Repeat("a.", 10_000) + "a]", true},
		"inline tables":  {strings.Repeat("a = {", 4_000), true},
		"hidden depth":   {"a = " + strings.Repeat("[']',", size/5), true},
		"many tables":    {many("[a.b.c%d]\nx = 1\n"), false},
		"many elements":  {many("[[a.b]]\nx%d = 1\n"), false},
		"many keys":      {many("a.b%d = 1\n"), false},
		"duplicate keys": {many("a = '%d'\n"), false},
		"many values":    {"a = [" + many("{b = '%d'}, ") + "]", false},
		"escapes":        {`a = "` + strings.Repeat(`\n`, size/2) + `"`, false},
		"comments":       {"a = [" + strings.Repeat("#\n", size/2) + "]", false},
		"quotes":         {"a = [" + strings.Repeat(`"\n",`, size/5) + "'", true},
	} {
		if root, err := Parse([]byte(test.in)); root == nil || (err != nil) != test.refused {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// many repeats a text, numbered, up to a megabyte.
func many(format string) string {
	var all strings.Builder
	for i := 0; all.Len() < 1<<20; i++ {
		fmt.Fprintf(&all, format, i)
	}
	return all.String()
}

// Spans lie in the file, the text in the place of a string decodes to it, and what BurntSushi/toml accepts is accepted and
// means the same.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"a.b = [1.5, true, {c = \"\\u00e9\\n\"}]\n[a.c]\n[[d]]\n", "\xef\xbb\xbf# c\r\na = '''\r\nx''''\n", "a = \"\"\"x \\\n  \\\"y\"\"\"",
		"a = [\n 1, # ]\n 'x', # \"\n]\nb = 2024-01-02T03:04:05Z\n", "a = {b = [\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		root, err := Parse(data)
		check(t, data, root)
		var e *Error
		if errors.As(err, &e) && (e.Offset < 0 || e.Offset > len(data)) {
			t.Fatalf("the error is at %d of %d", e.Offset, len(data))
		}
		if len(data) > 1000 { // BurntSushi/toml is quadratic
			return
		}
		var peer map[string]any
		if _, peerErr := toml.Decode(string(data), &peer); peerErr != nil {
			return
		}
		if err != nil {
			if syntax.Guard(data) != nil || strings.Contains(string(data), "\r") { // it takes a lone \r
				return
			}
			t.Fatalf("BurntSushi/toml reads it, but: %v", err)
		}
		if got, want := fmt.Sprint(plain(root)), fmt.Sprint(same(peer)); got != want {
			t.Fatalf("tree %s, BurntSushi/toml %s", got, want)
		}
	})
}

func check(t *testing.T, data []byte, n *Node) {
	if n.Span.Start < 0 || n.Span.Start > n.Span.End || n.Span.End > len(data) {
		t.Fatalf("span %v of %d bytes", n.Span, len(data))
	}
	if n.Kind == String {
		content := n.Whole().Span()
		if n.Text != "" && (content.Start < n.Span.Start || content.End > n.Span.End || content.Start >= content.End) {
			t.Fatalf("%q is at %v in %v", n.Text, content, n.Span)
		}
		for i := range n.Text {
			if part := n.Whole().Slice(i, i+1).Span(); part.Start < content.Start || part.End > content.End || part.Start >= part.End {
				t.Fatalf("byte %d of %q is at %v in %v", i, n.Text, part, content)
			}
		}
	}
	for _, m := range n.Members {
		check(t, data, m.Key)
		check(t, data, m.Value)
	}
	for _, e := range n.Elements {
		check(t, data, e)
	}
}

// plain gives the tree as maps, with a mark in place of values that are no string.
func plain(n *Node) any {
	switch n.Kind {
	case Table:
		all := map[string]any{}
		for key, value := range n.Each() {
			all[key.Text] = plain(value)
		}
		return all
	case Array:
		all := []any{}
		for _, e := range n.Elements {
			all = append(all, plain(e))
		}
		return all
	case String:
		return n.Text
	}
	return "?"
}

// same does to BurntSushi's values what plain does to the tree.
func same(value any) any {
	switch v := value.(type) {
	case map[string]any:
		all := map[string]any{}
		for key, value := range v {
			all[key] = same(value)
		}
		return all
	case []map[string]any:
		all := []any{}
		for _, e := range v {
			all = append(all, same(e))
		}
		return all
	case []any:
		all := []any{}
		for _, e := range v {
			all = append(all, same(e))
		}
		return all
	case string:
		return v
	}
	return "?"
}
