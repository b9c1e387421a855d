package toolchain

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/inventory"
)

func TestLines(t *testing.T) {
	for in, want := range map[string]string{
		"":                           "",
		"a":                          "a@0",
		"\xef\xbb\xbfa b\r\n":        "a@3 b@5",
		"# c\n\n a\tb#c\n#\n c  c a": "a@6 b@8 | c@15 c@18 a@20",
		"\xff \x00":                  "\xff@0 \x00@2",
	} {
		var lines []string
		for words := range Lines([]byte(in)) {
			var line []string
			for _, w := range words {
				line = append(line, fmt.Sprintf("%s@%d", w.Text, w.Start))
			}
			lines = append(lines, strings.Join(line, " "))
		}
		if got := strings.Join(lines, " | "); got != want {
			t.Errorf("%q: words %q, want %q", in, got, want)
		}
	}
}

func TestFromKey(t *testing.T) {
	for key, want := range map[string]string{
		"nodejs":                         "pkg:generic/node of nodejs",
		"Rust":                           "pkg:generic/rust of Rust",
		"core:go":                        "pkg:generic/go of go",
		"npm:@scope/name":                "pkg:npm/@scope/name of @scope/name",
		"ubi:owner/repo[exe=a:b,x=[c]]":  "pkg:github/owner/repo of owner/repo",
		"pipx:git+https://h/o/tool.git":  "pkg:generic/tool of git+https://h/o/tool.git",
		"go:github.com/a/b/cmd/c":        "pkg:golang/github.com/a/b/cmd/c of github.com/a/b/cmd/c",
		"unknown:thing":                  "pkg:generic/thing of thing",
		"github:owner":                   "pkg:generic/owner of owner",
		"npm:":                           "pkg:/ of ",
		"":                               "pkg:/ of ",
		"a b":                            "pkg:/ of ",
		"[x]":                            "pkg:/ of ",
		"aqua:kubernetes/kubernetes/ctl": "pkg:github/kubernetes/kubernetes of kubernetes/kubernetes/ctl",
	} {
		technology, start, end := FromKey(key)
		if got := fmt.Sprintf("pkg:%s/%s of %s", technology.Type, technology.ID, key[start:end]); got != want {
			t.Errorf("%q: %s, want %s", key, got, want)
		}
	}
}

func TestComponent(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"node", "v20.1.0", "version 20.1.0 at 1-7"},
		{"node", "node-v20.1.0", "version 20.1.0 at 6-12"},
		{"node", "v", "requirement v at 0-1"},
		{"golang", "go1.22", "requirement 1.22 at 2-6"},
		{"r", "ref:v1", "source ref:v1 at 0-0"},
		{"java", "temurin-jre-17.0.9+9", "version 17.0.9+9 at 12-20"},
		{"java", "zulu-21", "requirement 21 at 5-7"},
		{"java", "latest", "requirement latest at 0-6"},
		{"erlang", "26.2.5.6", "version 26.2.5.6 at 0-8"},
		{"bazel", "", " at 0-0"},
	} {
		got := Named(c.name).Component(c.text, func(start, end int) inventory.Span { return inventory.Span{Start: start, End: end} })
		what := ""
		for _, field := range [][2]string{{"version", got.Version}, {"requirement", got.Requirement}, {"source", got.Attributes.Source}} {
			if field[1] != "" {
				what += field[0] + " " + field[1]
			}
		}
		if what = fmt.Sprintf("%s at %d-%d", what, got.VersionSpan.Start, got.VersionSpan.End); what != c.want {
			t.Errorf("%s %s: %s, want %s", c.name, c.text, what, c.want)
		}
	}
}
