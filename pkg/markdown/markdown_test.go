package markdown_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/markdown"
)

func TestText(t *testing.T) {
	tests := map[string]string{
		"One document store more than we can run well.": "One document store more than we can run well.",
		"a | b":                        `a \| b`,
		"<script>alert(1)</script>":    `\<script\>alert(1)\</script\>`,
		"ask @ada":                     "ask @\u2060ada",
		"`code` *bold* _italic_ ~no~":  "\\`code\\` \\*bold\\* \\_italic\\_ \\~no\\~",
		"[text](https://example.com)":  `\[text\](https://example.com)`,
		"two\nlines\r\n\tand a tab":    "two lines and a tab",
		"# no title":                   `\# no title`,
		"- no list":                    `\- no list`,
		"12. no list":                  `12\. no list`,
		"===":                          `\===`,
		"2026-11-22":                   "2026-11-22",
		"---":                          `\---`,
		"&lt; stays":                   `\&lt; stays`,
		"\x1b[31mred\x1b[0m \u202etxt": `\[31mred\[0m txt`,
		`C:\temp`:                      `C:\\temp`,
		"![image](x)":                  `\!\[image\](x)`,
		"":                             "",
	}
	for text, want := range tests {
		if got := markdown.Text(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestLinked(t *testing.T) {
	tests := map[string]string{
		"a_b":                               `a\_b`,
		"https://example.com/a_b/#c":        "<https://example.com/a_b/#c>",
		"- see https://example.com/a, or b": `\- see <https://example.com/a>, or b`,
		"(https://example.com/a_(b)).":      "(<https://example.com/a_%28b%29>).",
		"<https://example.com/?a=1&b=*>":    `\<<https://example.com/?a=1&b=>\*\>`,
		"https://example.com/@ada":          "<https://example.com/@ada>",
		"https://example.com/\"onload=\nx":  "<https://example.com/%22onload=> x",
		"https://*_":                        `<https://%2A_>`,
		"https://. javascript://x":          `https://. javascript://x`,
		"https://example.com/|a":            "<https://example.com/%7Ca>",
		"https://a.example/](x) https://b":  `<https://a.example/]%28x%29> <https://b>`,
	}
	for text, want := range tests {
		if got := markdown.Linked(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestCode(t *testing.T) {
	tests := map[string]string{
		"pkg:npm/mongoose": "`pkg:npm/mongoose`",
		"<2 || >3":         "`<2 || >3`",
		"a `b` c":          "`` a `b` c ``",
		"a\nb":             "`a b`",
		"":                 "",
	}
	for text, want := range tests {
		if got := markdown.Code(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestLink(t *testing.T) {
	got := markdown.Link("a]b", "https://example.com/a (b)|c\n<d>")
	if want := `[a\]b](https://example.com/a%20%28b%29%7Cc%20%3Cd%3E)`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestPlain(t *testing.T) {
	tests := map[string]string{
		"One document store, no more. (D-0007)": "One document store, no more. (D-0007)",
		"ask @everyone":                         "ask @\u2060everyone",
		"[text](https://example.com)":           "[text]\u2060(https://example.com)",
		"[text][ref]":                           "[text]\u2060[ref]",
		"![image](x)":                           "!\u2060[image]\u2060(x)",
		"</script><img src=x>":                  "<\u2060/script><\u2060img src=x>",
		"a_b | `c` #data":                       "a_b | `c` #data",
		"two\nlines":                            "two lines",
		"a  b":                                  "a b",
		"\x1b[31mred\x1b[0m \u202etxt":          "[31mred[0m txt",
	}
	for text, want := range tests {
		if got := markdown.Plain(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
