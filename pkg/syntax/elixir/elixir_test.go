package elixir_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/syntax/elixir"
)

func TestElements(t *testing.T) {
	for source, want := range map[string]string{
		`{:a, "b", c: [:d, e]}`: `: a | b | c : [ : d , e ]`,
		"[a,\n\n b,]":           "a | b",
		"[,,a,,]":               "a",
		"{}":                    "",
		"{":                     "",
		"":                      "",
		"[(], a}]":              "( ] | a }", // who closes what is not known
	} {
		var all []string
		for _, element := range elixir.Parse([]byte(source)).Tokens.Elements() {
			var words []string
			for _, token := range element {
				words = append(words, token.Text)
			}
			all = append(all, strings.Join(words, " "))
		}
		if diff := cmp.Diff(want, strings.Join(all, " | ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", source, diff)
		}
	}
}

func TestPieces(t *testing.T) {
	for source, want := range map[string]string{
		`:a`: "atom a", `:"a b"`: "atom a b", `:a.b`: "",
		`"a"`: "text a", `"a#{b}"`: "", `a`: "",
		`a: 1`: "key a", `"a": 1`: "key a", `a : 1`: "", `a:`: "",
		`[:a, :b]`: "atoms a b", `[:a, x]`: "", `[]`: "atoms ",
	} {
		tokens := elixir.Parse([]byte(source)).Tokens
		got := ""
		if atom, found := tokens.Atom(); found {
			got = "atom " + atom.Text
		} else if text, found := tokens.Text(); found {
			got = "text " + text.Text
		} else if key, value := tokens.Key(); value != nil {
			got = "key " + key.Text
		} else if atoms, found := tokens.Atoms(); found {
			got = "atoms " + strings.Join(atoms, " ")
		}
		if got != want {
			t.Errorf("%s is %q, want %q", source, got, want)
		}
	}
}
