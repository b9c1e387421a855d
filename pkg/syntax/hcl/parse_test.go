package hcl

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/inventory"
)

const sample = `
# a comment
terraform { required_version = ">= 1.5" } // one line
module "m" {
  source  = "git::https://example.com/a.git?ref=${var.ref}"
  version = var.versions["a"].b[0] /* inner */
  escaped = "a\tb \"q\" \u00e9 $${x} %%{y}"
  list    = [1, "two", [var.x], for.each,
    f(a, "b")]
  object  = { a = 1, "b c" : "d"
    (var.k) = null, "${var.k}-x" = true }
  other   = var.a ? "b" : "c"
  splat   = aws_x.y[*].id
  each    = { for k, v in var.m : k => v if v != "" }
  all     = [for x in var.l : upper(x)]
  plain   = <<EOT
  one ${var.x}
    two
EOT
  flush   = <<-EOT
    one
      two
    EOT
  dynamic "block" {
    for_each = []
    content {}
  }
}
resource aws_instance "x" {}
`

func TestParseAgreesWithTheLibrary(t *testing.T) {
	agrees(t, []byte(sample))
}

// agrees holds that what the library accepts is read without an error, and means the same.
func agrees(t *testing.T, data []byte) {
	t.Helper()
	theirs, diagnostics := hclsyntax.ParseConfig(data, "", hcl.InitialPos)
	root, errs := Parse(data)
	checkSpans(t, data, root)
	if diagnostics.HasErrors() {
		return
	}
	if len(errs) > 0 {
		t.Fatalf("%q: error %v at %d, and the library has none", data, errs[0], errs[0].Offset)
	}
	got, want := sketch(root), sketchBody(theirs.Body.(*hclsyntax.Body))
	if strings.Contains(want, "string number") { // it has forgotten how it was written
		return
	}
	if got != want {
		same := 0
		for same < min(len(got), len(want)) && got[same] == want[same] {
			same++
		}
		t.Fatalf("%.1000q:\n got %.200s\nwant %.200s", data, got[max(0, same-50):], want[max(0, same-50):])
	}
}

func checkSpans(t *testing.T, data []byte, n *Node) {
	t.Helper()
	check := func(s inventory.Span) {
		if s.Start < 0 || s.Start > s.End || s.End > len(data) {
			t.Fatalf("%q: span %v lies outside", data, s)
		}
	}
	check(n.Span)
	for _, p := range n.Parts {
		check(p.Span)
		if !p.Literal {
			continue
		}
		for _, at := range p.Offsets() {
			check(inventory.Span{Start: at, End: at})
		}
		if len(p.Offsets()) != len(p.Text) {
			t.Fatalf("%q: %q has %d places", data, p.Text, len(p.Offsets()))
		}
	}
	for _, m := range n.Members {
		check(m.Key.Span)
		checkSpans(t, data, m.Value)
	}
	for _, e := range n.Elements {
		checkSpans(t, data, e)
	}
}

// TestParseHostile holds that what makes the library recurse or take long does neither here.
func TestParseHostile(t *testing.T) {
	for name, text := range map[string]string{
		"brackets":      "a = " + strings.Repeat("[", 40_000),
		"hidden depth":  "a = " + strings.Repeat(`(")" == `, 30_000),
		"bodies":        strings.Repeat("a {\n", 30_000),
		"negations":     "a = " + strings.Repeat("!", 60_000) + "b",
		"conditionals":  "a = " + strings.Repeat("b ? c : ", 30_000) + "d",
		"splats":        "a = b" + strings.Repeat("[*]", 30_000),
		"templates":     "a = " + strings.Repeat(`"${`, 30_000),
		"directives":    "a = \"" + strings.Repeat("%{ if b }", 30_000),
		"open strings":  strings.Repeat("a = \"\n", 5_000),
		"heredoc":       "a = <<E\n" + strings.Repeat("x\n", 60_000) + "E\n",
		"steps":         "a = b" + strings.Repeat(".c", 60_000),
		"labels":        "a " + strings.Repeat("b ", 60_000) + "{}",
		"merge markers": strings.Repeat("<<<<<<< HEAD\n", 10_000),
	} {
		t.Run(name, func(t *testing.T) { Parse([]byte(text)) })
	}
	for _, text := range []string{"\"${" + strings.Repeat("(", 30_000) + "\"", "\"" + strings.Repeat("${", 30_000) + "\"", strings.Repeat(`{"a":`, 30_000)} {
		ParseJSON([]byte(text))
	}
}

func TestErrors(t *testing.T) {
	for text, want := range map[string]string{
		"a = 1\n1 = 2\nb = 3":                 `6: a name of an argument or a block is expected here | {"a"=string"1" "b"=string"3"}`,
		"a b\nc = 3":                          `0: this is neither an argument (name = value) nor a block (name { … }) | {"c"=string"3"}`,
		"a = 1 2\nc = 3":                      `| {"a"=other "c"=string"3"}`,
		"a = 1, c = 2\nd = 3":                 `0: this does not end with its line | {"a"=string"1" "d"=string"3"}`,
		"a = \"b\nc = \"d\"":                  `6: this string does not end in its line | {"a"=string"b" "c"=string"d"}`,
		"a = [1\n\nb {":                       `4: this is not closed before the file ends | {"a"=array[other]}`,
		"a {\n  b = 1\n":                      `2: this is not closed before the file ends | {"a"={"b"=string"1"}}`,
		"a = 1\n}\nb = 2":                     `6: this closes nothing | {"a"=string"1" "b"=string"2"}`,
		"a = {\n  b\n  c = 1\n}":              `8: this item has no value | {"a"={"c"=string"1"}}`,
		"\xff\xfea\x00":                       `0: the file is UTF-16: save it as UTF-8 | {}`,
		"a = \"x\x00\"":                       `6: the file holds a NUL byte: save it as UTF-8 text | {}`,
		"\xef\xbb\xbfa = 1":                   `| {"a"=string"1"}`,
		"<<<<<<< HEAD\na = 1\n=======\nb = 2": `0: a name of an argument or a block is expected here | {"a"=string"1" "b"=string"2"}`,
	} {
		root, errs := Parse([]byte(text))
		got := "| " + sketch(root)
		if len(errs) > 0 {
			got = fmt.Sprintf("%d: %v %s", errs[0].Offset, errs[0], got)
		}
		if got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestParseJSON(t *testing.T) {
	data := []byte(`{"module": [{"a": {"source": "x/${var.y}", "version": "${local.v}", "path": "a\u002fb$${c}"}}], "n": null}`)
	root, errs := ParseJSON(data)
	checkSpans(t, data, root)
	const want = `{"module"=array[{"a"={"source"=string"x/"<var.y> "version"=string<local.v> "path"=string"a/b${c}"}}] "n"=null}`
	if got := sketch(root); got != want || len(errs) > 0 {
		t.Errorf("got %s, errors %v, want %s", got, errs, want)
	}
	for block := range root.Blocks("module") {
		for _, body := range block.Each() {
			var at []int
			for _, part := range body.Get("path").Parts {
				at = append(at, part.Offsets()...)
			}
			if string(data[at[1]:at[2]]) != `\u002f` || !strings.HasPrefix(string(data[at[3]:]), "$${c}") {
				t.Errorf("the escapes are placed at %v", at)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(sample))
	archives, err := filepath.Glob("../../extractor/*/testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, ".tf") || strings.HasSuffix(file.Name, ".hcl") {
				f.Add(file.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		switch {
		case len(data) > 10_000:
		case bytes.IndexByte(data, 0) >= 0, !utf8.Valid(data): // of which the library reads some, in ways of its own
			root, _ := Parse(data)
			checkSpans(t, data, root)
		default:
			agrees(t, data)
		}
	})
}

func FuzzParseJSON(f *testing.F) {
	f.Add([]byte(`{"a": "x${var.b}", "c": ["$${d}", "%{ if e }f\u00e9%{ endif }", "${"]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		root, _ := ParseJSON(data)
		checkSpans(t, data, root)
	})
}

// TestCorpus compares with the library on every file below $TECHCHECK_CORPUS.
func TestCorpus(t *testing.T) {
	folder := os.Getenv("TECHCHECK_CORPUS")
	if folder == "" {
		t.Skip("no repositories to read: set TECHCHECK_CORPUS to a folder of some")
	}
	read := map[string]int{}
	err := filepath.WalkDir(folder, func(name string, entry os.DirEntry, err error) error {
		extension := filepath.Ext(name)
		if err != nil || !entry.Type().IsRegular() || !slices.Contains([]string{".tf", ".tofu", ".hcl"}, extension) {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		t.Run(name, func(t *testing.T) { agrees(t, data) })
		read[extension]++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("files read: %v of %v", read, slices.Sorted(maps.Keys(read)))
}
