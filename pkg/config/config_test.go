package config_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/config"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]config.Config{
		"":                              {},
		"policy = \"starter\"\n":        {Policy: []string{"starter"}},
		"\xef\xbb\xbfpolicy = ['../p']": {Policy: []string{"../p"}},
		"exclude = ['gen/**']\r\nrepository = 'acme/billing'": {Exclude: []string{"gen/**"}, Repository: "acme/billing"},
	} {
		got, err := config.Parse([]byte(text))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if diff := cmp.Diff(want, *got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		text string
		line int
		want string
	}{
		{"policy = 1", 1, "must be the path"},
		{"policy = ['a', 'b']", 1, "name one"},
		{"# x\npolcy = 'a'", 2, "did you mean policy?"},
		{"policy = 'a'\nexclude = [\n", 2, "expected"},
		{"\n\nexclude = ['a[']", 3, "not a pattern of paths"},
		{"exclude = 'a'", 1, "exclude"},
		{"exclude = ['./a/']", 1, "write a"},
		{"[server]\nport = 1", 1, "unknown key server"},
	}
	for _, test := range tests {
		_, err := config.Parse([]byte(test.text))
		var e *config.Error
		if !errors.As(err, &e) || e.Line != test.line || !strings.Contains(e.Message, test.want) {
			t.Errorf("%q: error %+v, want line %d with %q", test.text, err, test.line, test.want)
		}
	}
}
