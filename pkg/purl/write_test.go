package purl_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/purl"
)

func TestKeyPattern(t *testing.T) {
	for _, test := range []struct{ purl, version, want string }{
		{"pkg:golang/go.mongodb.org/mongo-driver@v1.17.1", "v1.17.1", "pkg:golang/go.mongodb.org/mongo-driver"},
		{"pkg:npm/%40angular/core@1.0.0", "1.0.0", "pkg:npm/@angular/core"},
		{"pkg:npm/mongoose", "", "pkg:npm/mongoose"},
		{"pkg:docker/mongo@7", "7", "pkg:docker/mongo"},
		{"pkg:docker/team/app@1?repository_url=registry.example.com:5000", "1", "pkg:docker/team/app?repository_url=registry.example.com:5000"},
		{"pkg:github/actions/checkout@v4#sub", "v4", "pkg:github/actions/checkout"},
		{"pkg:conda/numpy@1", "1", "pkg:conda/numpy"},
		{"pkg:npm/a%5Bb%5D%3Fc%40d%25e", "", "pkg:npm/a%5Bb%5D%3Fc%40d%25e"},
		{"pkg:npm/%2A%2A", "", ""}, // a package that calls itself ** is no wildcard
		{"pkg:unknown/a", "", ""},
		{"", "", ""},
	} {
		key := purl.KeyOf(test.purl, test.version)
		got := key.Pattern()
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.purl, got, test.want)
		}
		if got == "" {
			continue
		}
		p, err := purl.ParsePattern(got)
		if err != nil || !p.Match(key) {
			t.Errorf("%s does not match %s: %v", got, test.purl, err)
		}
	}
}
