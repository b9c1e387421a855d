package purl_test

import (
	"slices"
	"testing"

	"github.com/dna-group/techcheck/pkg/purl"
)

// TestPublicRegistries holds that each type says which registry is its public one, or is known to have none, in the one form
// of registries.
func TestPublicRegistries(t *testing.T) {
	none := []string{purl.Bitbucket, purl.Generic, purl.Golang, purl.Helm, purl.Swift}
	for _, typ := range purl.Types {
		name := purl.PublicRegistry(typ)
		switch {
		case slices.Contains(none, typ):
			if name != "" {
				t.Errorf("%s has %s", typ, name)
			}
		case purl.Registry("", name) != name || purl.Registry(typ, "https://"+name+"/folder/") != "" || !purl.IsPublic(name):
			t.Errorf("the public registry of %s is %q", typ, name)
		}
	}
}

func TestRegistry(t *testing.T) {
	for _, test := range []struct{ typ, written, want string }{
		{purl.NPM, "https://npmjs.org/", ""},
		{purl.NPM, "https://any.npmjs.org/folder", ""},
		{purl.NPM, "https://notnpmjs.org/", "notnpmjs.org"},
		{purl.NPM, "https://npmjs.org.example.com/", "npmjs.org.example.com"},
		{purl.NPM, "https://user:secret@NPM.example.com:8443/Acme/?a=b#c", "npm.example.com:8443/Acme"},
		{purl.Cargo, "sparse+https://index.crates.io/", ""},
		{purl.Cargo, "https://github.com/rust-lang/crates.io-index", ""},
		{purl.Cargo, "https://GitHub.com/Rust-Lang/crates.io-index", ""},
		{purl.Cargo, "acme", "acme"},
		{purl.PyPI, "https://pypi.org/simple", ""},
		{purl.CocoaPods, "https://github.com/CocoaPods/Specs.git", ""},
		{purl.CocoaPods, "trunk", ""},
		{purl.Pub, "https://pub.dartlang.org", ""},
		{purl.Conda, "https://conda.anaconda.org/conda-forge", ""},
		{purl.Helm, "@bitnami", "@bitnami"},
		{purl.Docker, "index.docker.io", ""},
		{purl.Docker, "registry-1.docker.io", ""},
		{purl.Docker, "docker.io.:443", ""},
		{purl.NPM, " https://npmjs.org:443/ ", ""},
		{purl.NPM, "http://npmjs.org.:80", ""},
		{purl.NPM, "https://npm.example.com.:443/Acme", "npm.example.com/Acme"},
		{purl.Docker, "localhost:5000", "localhost:5000"},
		{"", "docker.io", "docker.io"},
		{purl.Gem, "", ""},
	} {
		got := purl.Registry(test.typ, test.written)
		if got != test.want {
			t.Errorf("%s %s: %q, want %q", test.typ, test.written, got, test.want)
		}
		if again := purl.Registry(test.typ, got); again != got {
			t.Errorf("%s is not settled: %q", got, again)
		}
	}
}

func TestFromAndAt(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{purl.From("pkg:npm/%40acme/ui@1.0.0", "https://npm.example.com/acme/"), "pkg:npm/%40acme/ui@1.0.0?repository_url=npm.example.com%2Facme"},
		{purl.From("pkg:npm/a?repository_url=one.example.com", "two.example.com"), "pkg:npm/a?repository_url=two.example.com"},
		{purl.From("pkg:npm/a?repository_url=one.example.com", "https://npmjs.org"), "pkg:npm/a"},
		{purl.From("", "npm.example.com"), ""},
		{purl.At("pkg:cargo/a?repository_url=one.example.com", "1.0+b"), "pkg:cargo/a@1.0%2Bb?repository_url=one.example.com"},
		{purl.At("pkg:cargo/a@2", ""), "pkg:cargo/a"},
		{purl.At("", "1"), ""},
	} {
		if test.got != test.want {
			t.Errorf("got %s, want %s", test.got, test.want)
		}
	}
}

// TestSpelling holds that a registry is one whichever way a purl, a pattern or a mirror spells it.
func TestSpelling(t *testing.T) {
	pattern, err := purl.ParsePattern("pkg:maven/com.example/app?repository_url=https://Maven.example.com/releases/")
	if err != nil {
		t.Fatal(err)
	}
	for _, spelt := range []string{"maven.example.com/releases", "https://maven.example.com/releases/", "https%3A%2F%2FMAVEN.example.com%2Freleases"} {
		if key := purl.KeyOf("pkg:maven/com.example/app@1?repository_url="+spelt, ""); !pattern.Match(key) {
			t.Errorf("%s is not matched", spelt)
		}
	}
}
