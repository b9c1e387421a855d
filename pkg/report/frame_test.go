package report

import (
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/inventory"
)

func frameOf(at inventory.Location, excerpt string) string {
	var b strings.Builder
	p := newPrinter(&b, Options{})
	p.frame(at, excerpt, red)
	if err := p.Flush(); err != nil {
		panic(err)
	}
	return b.String()
}

func TestFrame(t *testing.T) {
	span := func(column, endColumn int) inventory.Location {
		return inventory.Location{Path: "f", Line: 1, Column: column, EndLine: 1, EndColumn: endColumn}
	}
	for name, test := range map[string]struct {
		at      inventory.Location
		excerpt string
		want    []string
	}{
		"tabs":              {span(2, 5), "\tabc\td", []string{"    1 |     abc    d", "      |     ^^^"}},
		"tab in the span":   {span(1, 4), "a\tb c", []string{"    1 | a    b c", "      | ^^^^^^"}},
		"wide characters":   {span(5, 13), "漢 👍🏽 x", []string{"    1 | 漢 👍🏽 x", "      |    ^^"}},
		"combining":         {span(5, 6), "e\u0301 x", []string{"    1 | e\u0301 x", "      |   ^"}},
		"escape sequence":   {span(6, 7), "\x1b[0m x", []string{`    1 | \x1b[0m x`, "      |         ^"}},
		"next line":         {inventory.Location{Line: 7, Column: 3, EndLine: 8, EndColumn: 2}, "a b  c", []string{"    7 | a b  c", "      |   ^^^^"}},
		"empty span":        {span(2, 2), "abc", []string{"    1 | abc", "      |  ^"}},
		"past the line":     {span(9, 12), "abc", []string{"    1 | abc", "      |    ^"}},
		"inside of a rune":  {span(2, 3), "漢", []string{`    1 | \xe6\xbc\xa2`, "      |     ^^^^"}},
		"long line number":  {inventory.Location{Line: 1234567, Column: 1, EndLine: 1234567, EndColumn: 2}, "ab", []string{"1234567 | ab", "        | ^"}},
		"no line":           {inventory.Location{Path: "f"}, "abc", nil},
		"no excerpt":        {span(1, 2), "", nil},
		"long before":       {span(151, 154), strings.Repeat("x", 150) + "abc", []string{"    1 | …" + strings.Repeat("x", 107) + "abc", "      | " + strings.Repeat(" ", 108) + "^^^"}},
		"long after":        {span(1, 4), "abc" + strings.Repeat("x", 150), []string{"    1 | abc" + strings.Repeat("x", 107) + "…", "      | ^^^"}},
		"minified":          {span(2_000_001, 2_000_004), strings.Repeat("漢", 666_666) + "xxabc" + strings.Repeat("y", 2_000_000), []string{"    1 | …" + strings.Repeat("漢", 25) + "xxabc" + strings.Repeat("y", 54) + "…", "      | " + strings.Repeat(" ", 53) + "^^^"}},
		"long span":         {span(11, 500), strings.Repeat("-", 10) + strings.Repeat("x", 600), []string{"    1 | ----------" + strings.Repeat("x", 90) + "…" + strings.Repeat("x", 9) + "…", "      |           " + strings.Repeat("^", 91)}},
		"almost everything": {span(5, 112), "    " + strings.Repeat("x", 107), []string{"    1 |     " + strings.Repeat("x", 107), "      |     " + strings.Repeat("^", 107)}},
	} {
		t.Run(name, func(t *testing.T) {
			want := strings.Join(test.want, "\n")
			if got := strings.TrimSuffix(frameOf(test.at, test.excerpt), "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// FuzzFrame holds that a frame is two printable lines of at most frameWidth columns, with the carets under the span.
func FuzzFrame(f *testing.F) {
	f.Add("\tgo.mongodb.org/mongo-driver v1.17.1", 2, 29)
	f.Add("漢字\x1b[31m\u202e👩\u200d💻\xff\t::error::##[x]", 3, 12)
	f.Add(strings.Repeat("漢\t", 900), 1000, 3000)
	f.Fuzz(func(t *testing.T, excerpt string, column, endColumn int) {
		at := inventory.Location{Line: 1, Column: column, EndLine: 1, EndColumn: endColumn}
		got := frameOf(at, excerpt)
		if excerpt == "" {
			return
		}
		lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
		if len(lines) != 2 || string(harmless(lines[0]+lines[1])) != lines[0]+lines[1] {
			t.Fatalf("not two printable lines: %q", got)
		}
		for _, line := range lines {
			if w := width(shown(line)); w > frameWidth && !strings.Contains(line, `#\x23`) {
				t.Errorf("%d columns: %q", w, line)
			}
		}
		carets := strings.TrimLeft(lines[1], " |")
		if strings.Trim(carets, "^") != "" || carets == "" {
			t.Errorf("carets: %q", lines[1])
		}
	})
}
