package all_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/purl"
)

// TestExtractors holds that the list has every format, sorted and complete: each folder beside this one is a format
// or a resolver, but for the tests' own.
func TestExtractors(t *testing.T) {
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	var folders, listed []string
	for _, entry := range entries {
		if entry.IsDir() && !slices.Contains([]string{"all", "extractortest"}, entry.Name()) {
			folders = append(folders, entry.Name())
		}
	}
	for _, e := range all.Extractors {
		if err := e.Validate(); err != nil {
			t.Error(err)
		}
		listed = append(listed, e.Name)
	}
	if !slices.IsSorted(listed) {
		t.Errorf("all.Extractors is not sorted: %v", listed)
	}
	for _, r := range all.Resolvers {
		listed = append(listed, r.Name)
	}
	slices.Sort(listed)
	listed = slices.Compact(listed)
	if diff := cmp.Diff(folders, listed); diff != "" {
		t.Errorf("all.Extractors and all.Resolvers are not one line a folder (-folders +listed):\n%s", diff)
	}
}

// TestMatchSkipsNothing holds that the names which Formats.Match refuses at once are wanted by no extractor: those of every
// test case, also with the extensions of code behind them.
func TestMatchSkipsNothing(t *testing.T) {
	archives, err := filepath.Glob("../*/testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives (%v)", err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range archive.Files {
			for _, extension := range []string{"", ".css", ".gif", ".go", ".html", ".java", ".js", ".md", ".png", ".rs", ".sh", ".svg", ".ts", ".tsx"} {
				path := file.Name + extension
				wanted := slices.ContainsFunc(all.Extractors, func(e *extractor.Extractor) bool { return e.Match(path) })
				if wanted && !all.Formats.Match(path) {
					t.Errorf("%s is a manifest, and Match refuses it", path)
				}
			}
		}
	}
}

// repositoryURL matches the purl of a component that comes from somewhere else than its type's default registry.
var repositoryURL = regexp.MustCompile(`purl=(pkg:\S*\?repository_url=\S+)`)

// TestMirrorsApply holds that a mirror can stand for every registry that an extractor names, whatever kind of component is
// there: all of them are replaced in one of its purls.
func TestMirrorsApply(t *testing.T) {
	archives, err := filepath.Glob("../*/testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives (%v)", err)
	}
	types := map[string]bool{}
	for _, name := range archives {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range repositoryURL.FindAllStringSubmatch(string(data), -1) {
			key := purl.KeyOf(m[1], "")
			mirrored := key.Mirror(key.Repository, "mirror.example.com")
			if mirrored.Repository != "mirror.example.com" || mirrored.Path != key.Path || mirrored.Type != key.Type {
				t.Errorf("%s: %s through a mirror is %+v", name, m[1], mirrored)
			}
			types[key.Type] = true
		}
	}
	for _, typ := range []string{purl.Docker, purl.GitHub, purl.Helm, purl.Terraform} {
		if !types[typ] {
			t.Errorf("no case has a component of the type %s from a registry of its own", typ)
		}
	}
}
