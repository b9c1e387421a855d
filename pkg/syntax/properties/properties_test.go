package properties_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/syntax/properties"
)

func TestAll(t *testing.T) {
	for in, want := range map[string]string{
		"":                               "",
		"a=b":                            "a@0-1 b@2-3",
		"\xef\xbb\xbfa = b \r\nc : d":    "a@3-4 b @7-9 | c@11-12 d@15-16",
		"# a=b\n  ! c\n\n \t\nd e f":     "d@16-17 e f@18-21",
		"a=\\\n  b\\\r\n c":              "a@0-1 bc@2-12",
		`a\=b=c\:d\\e\u0041`:             `a=b@0-4 c:d\eA@5-18`,
		"a":                              "a@0-1 @1-1",
		"=b":                             "@0-0 b@1-2",
		"a\\":                            "a\\@0-2 @2-2",
		"a=b\\\\\nc=d":                   `a@0-1 b\@2-5 | c@6-7 d@8-9`,
		"a=\\u00":                        "a@0-1 u00@2-6",
		"distributionUrl=https\\://x/y?": "distributionUrl@0-15 https://x/y?@16-29",
	} {
		var all []string
		for p := range properties.All([]byte(in)) {
			all = append(all, fmt.Sprintf("%s@%d-%d %s@%d-%d", p.Key, p.KeySpan.Start, p.KeySpan.End, p.Value, p.ValueSpan.Start, p.ValueSpan.End))
		}
		if got := strings.Join(all, " | "); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzAll(f *testing.F) {
	f.Add([]byte("a\\=b : c\\\n d\\u0041\n#e"))
	f.Fuzz(func(t *testing.T, data []byte) {
		end := 0
		for p := range properties.All(data) {
			if p.KeySpan.Start < end || p.KeySpan.End < p.KeySpan.Start || p.ValueSpan.Start < p.KeySpan.End || p.ValueSpan.End < p.ValueSpan.Start || p.ValueSpan.End > len(data) {
				t.Fatalf("%+v is not after %d and within the file", p, end)
			}
			end = p.ValueSpan.End
		}
	})
}
