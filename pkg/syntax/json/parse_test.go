package json

import (
	stdjson "encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/syntaxtest"
)

// show writes a tree as one line: strings in quotes, everything else as its text in the file.
func show(data []byte, n *Node) string {
	var items []string
	switch n.Kind {
	case Invalid:
		return "?"
	case String:
		return fmt.Sprintf("%q", n.Text)
	case Object:
		for _, m := range n.Members {
			items = append(items, show(data, m.Key)+":"+show(data, m.Value))
		}
		return "{" + strings.Join(items, ",") + "}"
	case Array:
		for _, e := range n.Elements {
			items = append(items, show(data, e))
		}
		return "[" + strings.Join(items, ",") + "]"
	default:
		return string(data[n.Span.Start:n.Span.End])
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ name, in, want, err string }{
		{"every kind", `{"a": [1.50, true, null, "x"], "b": {}}`, `{"a":[1.50,true,null,"x"],"b":{}}`, ""},
		{"scalar at the root", " -1e9\n", "-1e9", ""},
		{"duplicate keys stay", `{"a":1,"a":2}`, `{"a":1,"a":2}`, ""},
		{"escapes", `["\u0041\/\n", "\ud83d\ude00", "\ud83d"]`, `["A/\n","😀","` + "\ufffd" + `"]`, ""},
		{"invalid UTF-8", "[\"\xff\"]", `["` + "\ufffd" + `"]`, ""},
		{"byte order mark", "\xef\xbb\xbf[12]", "[12]", ""},
		{"comments", "// a\n[1, /* [ */ \"//\", 2 // ]\n]", `[1,"//",2]`, ""},
		{"trailing commas", `{"a": [1, 2,], "b": 3 , /**/ }`, `{"a":[1,2],"b":3}`, ""},
		{"a comma alone is no trailing comma", `[,]`, "[]", "1: invalid character ',' at start of value"},
		{"comment without end", `[1, /* ]`, "[1]", "4: invalid character '/' at start of value"},

		{"empty", "", "?", "0: the file is empty"},
		{"blank", " \n", "?", "0: the file is empty"},
		{"byte order mark alone", "\xef\xbb\xbf", "?", "3: the file is empty"},
		{"not JSON", "name: x", "?", "1: invalid character 'a' in literal null (expecting 'u')"},
		{"UTF-16", "\xff\xfe{\x00}\x00", "?", "0: the file is UTF-16: save it as UTF-8"},
		{"NUL", "[1,\x00]", "[1]", "3: the file holds a NUL byte: save it as UTF-8 text"},
		{"after the value", `{"a":1} x`, `{"a":1}`, "8: something follows the end of the value"},
		{"cut off", `{"a": {"b": "1", "c`, `{"a":{"b":"1"}}`, "15: the file ends in the middle of a value"},
		{"cut off after a key", `{"a": {"b":`, `{"a":{"b":?}}`, "10: the file ends in the middle of a value"},
		{"missing comma", `[{"a":1 "b":2}]`, `[{"a":1}]`, "8: invalid character '\"' after object value (expecting ',' or '}')"},
		{"wrong bracket", `{"a":[1}`, `{"a":[1]}`, "7: invalid character '}' after array element (expecting ',' or ']')"},
		{"key that is no string", `{"a":1,2:3}`, `{"a":1}`, "7: object member name must be a string"},
		{"merge conflict", "{\"a\": 1,\n<<<<<<< HEAD\n\"b\": 2}", `{"a":1}`, "9: invalid character '<' at start of value"},
		{"too deep", strings.Repeat("[", 201) + strings.Repeat("]", 201), strings.Repeat("[", 201) + strings.Repeat("]", 201),
			"200: brackets are nested deeper than 200: techcheck does not read this"},
	} {
		t.Run(c.name, func(t *testing.T) {
			root, err := Parse([]byte(c.in))
			if got := show([]byte(c.in), root); got != c.want {
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

// Brackets in strings hide the depth from syntax.Guard; the parser has its own limit.
func TestDepthIsBounded(t *testing.T) {
	_, err := Parse([]byte("/**/" + strings.Repeat(`["]",`, 100_000)))
	if got := describe(err); got != "1004: brackets are nested deeper than 200" {
		t.Errorf("error %q", got)
	}
}

func TestLookup(t *testing.T) {
	root, err := Parse([]byte(`{"a": 1, "b": {"c": "x"}, "a": 2, "d": []}`))
	if err != nil {
		t.Fatal(err)
	}
	if got := root.Get("a").Span; got != (inventory.Span{Start: 31, End: 32}) {
		t.Errorf("a is at %v: of duplicates, the last one counts", got)
	}
	if got := root.Get("b").Get("c"); !got.Is(String) || got.Text != "x" {
		t.Errorf("b.c is %v", got)
	}
	if got := root.Get("d").Get("nothing").Get("at all"); got != nil || got.Is(Null) {
		t.Errorf("what is not there is %v", got)
	}
	var keys []string
	for key := range root.Each() {
		keys = append(keys, key.Text)
	}
	if got := strings.Join(keys, " "); got != "b a d" {
		t.Errorf("keys %q, want each once, where it counts", got)
	}
	for range root.Get("nothing").Each() {
		t.Error("a value that is not there has members")
	}
}

func TestPart(t *testing.T) {
	for _, c := range []struct{ in, part, want string }{
		{`"left-pad@1"`, "pad", `pad`},
		{`"left\u002dpad@1"`, "pad", `pad`},
		{`"left\u002dpad@1"`, "left-pad", `left\u002dpad`},
		{`"left\u002dpad@1"`, "-", `\u002d`},
		{`"\ud83d\ude00é\n@1"`, "@1", `@1`},
		{`"\ud83d\ude00é\n@1"`, "😀", `\ud83d\ude00`},
		{`"\ud83d\u0041b"`, "Ab", `\u0041b`},
		{"\"\xffa\xfeb\"", "a", "a"},
		{"\"\xffa\xfeb\"", "b", "b"},
		{"\"\xffa\\n\\n\"", "a", "a"}, // as long as what it stands for
		{`"\/a"`, "", ``},
	} {
		root, err := Parse([]byte(c.in))
		if err != nil {
			t.Fatal(err)
		}
		start := strings.Index(root.Text, c.part)
		span := root.Part(start, start+len(c.part))
		if got := c.in[span.Start:span.End]; got != c.want {
			t.Errorf("%s: %q is at %q, want %q", c.in, c.part, got, c.want)
		}
	}
}

// Spans nest and lie in the file, the text in the span of a string decodes to it, and what encoding/json accepts is
// accepted and means the same.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{"a": [1.5, true, null, "\ud83d\ude00\n"], "a": {}}`, "\xef\xbb\xbf// c\n[1, /* */ 2,]", `{"a": {"b": "`, "[\"\xff\\ud83d\"]",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		root, err := Parse(data)
		check(t, data, root, inventory.Span{Start: 0, End: len(data)})
		var e *Error
		if errors.As(err, &e) && (e.Offset < 0 || e.Offset > len(data)) {
			t.Fatalf("the error is at %d of %d", e.Offset, len(data))
		}
		var std any
		if stdjson.Unmarshal(data, &std) != nil {
			return
		}
		if err != nil && !strings.Contains(err.Error(), "nested") {
			t.Fatalf("encoding/json reads it, but: %v", err)
		}
		if got, want := fmt.Sprint(plain(data, root)), fmt.Sprint(std); err == nil && got != want {
			t.Fatalf("tree %s, encoding/json %s", got, want)
		}
	})
}

func check(t *testing.T, data []byte, n *Node, outer inventory.Span) {
	t.Helper()
	s := n.Span
	if s.Start < outer.Start || s.Start > s.End || s.End > outer.End {
		t.Fatalf("%v is outside of %v", s, outer)
	}
	if n.Kind == String {
		var text string
		if err := stdjson.Unmarshal(data[s.Start:s.End], &text); err != nil || text != n.Text {
			t.Fatalf("%q is in the file %q: %v", n.Text, data[s.Start:s.End], err)
		}
		if got := n.Part(0, len(n.Text)); got != n.Content() {
			t.Fatalf("%q: all of it is %v, want %v", n.Text, got, n.Content())
		}
	}
	for _, m := range n.Members {
		check(t, data, m.Key, s)
		check(t, data, m.Value, inventory.Span{Start: m.Key.Span.End, End: s.End})
	}
	for _, e := range n.Elements {
		check(t, data, e, s)
	}
}

// plain is a tree as encoding/json decodes it.
func plain(data []byte, n *Node) any {
	switch n.Kind {
	case String:
		return n.Text
	case Object:
		object := map[string]any{}
		for key, value := range n.Each() {
			object[key.Text] = plain(data, value)
		}
		return object
	case Array:
		array := []any{}
		for _, e := range n.Elements {
			array = append(array, plain(data, e))
		}
		return array
	default:
		var value any
		_ = stdjson.Unmarshal(data[n.Span.Start:n.Span.End], &value)
		return value
	}
}

// A lock file of 2.3 MB takes some 40 ms; broken ones, and those with comments, are parsed twice.
func BenchmarkParse(b *testing.B) {
	var lock strings.Builder
	for i := 0; lock.Len() < 2_300_000; i++ {
		fmt.Fprintf(&lock, "    \"node_modules/@scope/package-%d\": {\n      \"version\": \"1.%d.0\",\n      \"resolved\": "+
			"\"https://registry.example.com/package-%d/-/package-%d-1.%d.0.tgz\",\n      \"engines\": {\"node\": \">=18\"}\n    },\n", i, i, i, i, i)
	}
	strict := []byte("{\"packages\": {\n" + strings.TrimSuffix(lock.String(), ",\n") + "\n}}\n")
	for name, data := range map[string][]byte{"strict": strict, "comments": append(strict, "// end\n"...)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := Parse(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What is crafted to be slow is refused where it is wrong, and what is large is read whole, in memory that grows with it.
func TestLinear(t *testing.T) {
	for piece, want := range map[string]int{
		"/*": 6, `"a`: 4, "[1,": 598, "//\r": 1, `{"a":"\`: 1394, ",": 1, "/*\"*/": 1, `"\u0041",`: 999_999,
	} {
		input := func(n int) string { return "[" + strings.Repeat(piece, n) }
		_, err := Parse([]byte(input(1_000_000 / len(piece))))
		var broken *Error
		if !errors.As(err, &broken) || broken.Offset != want {
			t.Errorf("%q repeated: error %v, want it at %d", piece, describe(err), want)
		}
		syntaxtest.CheckGrowth(t, piece, input, func(data []byte) { _, _ = Parse(data) })
	}
	for _, piece := range []string{`"a", `, `"\u0041",`, `{"a": [1]},`, "\n1 ,", "/* x */ 1,"} {
		input := func(n int) string { return "[" + strings.Repeat(piece, n) + "0]" }
		root, err := Parse([]byte(input(100_000)))
		if err != nil || len(root.Elements) != 100_001 {
			t.Errorf("%q repeated: %d elements, error %v", piece, len(root.Elements), err)
		}
		syntaxtest.CheckGrowth(t, piece, input, func(data []byte) {
			root, _ := Parse(data)
			for _, e := range root.Elements {
				e.Part(0, len(e.Text))
			}
		})
	}
}
