package catalogue_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/catalogue"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// repositoryURL matches the purl of a component that comes from somewhere else than its type's public registry.
var repositoryURL = regexp.MustCompile(`purl=(pkg:\S*\?repository_url=\S+)`)

// elsewhere are purls of the types for which no manifest says of one package where it comes from, and which others may ask
// about.
var elsewhere = []string{
	"pkg:jsr/%40acme/app@1.0?repository_url=https://jsr.example.com",
	"pkg:hex/app@1.0?repository_url=https://hex.example.com",
	"pkg:maven/com.example/app@1.0?repository_url=https://maven.example.com/releases",
}

// named gives the purls of every case of an extractor or a resolver that names a registry, and elsewhere.
func named(t *testing.T) []string {
	archives, err := filepath.Glob("../extractor/*/testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives (%v)", err)
	}
	all := elsewhere
	for _, name := range archives {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range repositoryURL.FindAllStringSubmatch(string(data), -1) {
			all = append(all, m[1])
		}
	}
	return all
}

// TestMirrorsApply holds that a component of any type from a registry of its own is matched by the pattern for the public
// one with a mirror for that registry, or for its host, and not without one.
func TestMirrorsApply(t *testing.T) {
	types := map[string]bool{}
	for _, text := range named(t) {
		key := purl.KeyOf(text, "")
		types[key.Type] = true
		public := purl.Key{Type: key.Type, Path: key.Path}
		from, to := []string{key.Repository}, purl.PublicRegistry(key.Type)
		if host, _, inFolder := strings.Cut(key.Repository, "/"); inFolder {
			from = append(from, host)
		}
		if to == "" { // another registry can stand for it, and no more
			from, to = from[:1], "mirrored.example.com"
			public.Repository = to
		}
		component := inventory.Component{PURL: text, Type: key.Type}
		it := technology("it", pattern(public.Pattern()))
		recognises := func(mirrors ...guideline.Mirror) bool {
			return len(catalogue.New([]guideline.Technology{it}, mirrors).Recognise(&component)) > 0
		}
		if recognises() {
			t.Errorf("%s is matched by %s without a mirror", text, public.Pattern())
		}
		for _, registry := range from {
			if !recognises(guideline.Mirror{From: registry, To: to}) {
				t.Errorf("%s is not matched by %s through the mirror %s: %s", text, public.Pattern(), registry, to)
			}
		}
	}
	for _, typ := range purl.Types {
		if purl.PublicRegistry(typ) != "" && !types[typ] {
			t.Errorf("no case has a component of the type %s from a registry of its own", typ)
		}
	}
	if !types[purl.Helm] {
		t.Error("no case has a chart")
	}
}
