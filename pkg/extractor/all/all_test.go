package all_test

import (
	"bytes"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// TestExtractors holds that the list has every format, sorted and complete: each folder beside this one is a format
// or a resolver, but for the tests' own and for what pipelines share.
func TestExtractors(t *testing.T) {
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	var folders, listed []string
	for _, entry := range entries {
		if entry.IsDir() && !slices.Contains([]string{"all", "extractortest", "pipeline"}, entry.Name()) {
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

// TestFacts holds that an extractor yields what it says it yields, from files of the names that it says it reads: in the
// test cases of all formats.
func TestFacts(t *testing.T) {
	kinds := map[string]map[inventory.Kind]bool{}
	indirect := map[string]bool{}
	for path, data := range cases(t) {
		for _, e := range all.Extractors {
			if !e.Match.Accepts(path) {
				continue
			}
			if !hasName(e.Files, path) {
				t.Errorf("%s reads %s, which is none of its files %v", e.Name, path, e.Files)
			}
			if kinds[e.Name] == nil {
				kinds[e.Name] = map[inventory.Kind]bool{}
			}
			for _, c := range e.Run(extractor.NewFile(path, data)).Components {
				kinds[e.Name][c.Kind] = true
				indirect[e.Name] = indirect[e.Name] || !c.Direct
			}
		}
	}
	for _, e := range all.Extractors {
		yielded := slices.DeleteFunc(slices.Clone(inventory.Kinds), func(k inventory.Kind) bool { return !kinds[e.Name][k] })
		if diff := cmp.Diff(yielded, append([]inventory.Kind{}, e.Kinds...)); diff != "" || indirect[e.Name] != e.Indirect {
			t.Errorf("%s: kinds (-yielded +said), indirect %v:\n%s", e.Name, indirect[e.Name], diff)
		}
		for _, name := range e.Files {
			path := strings.NewReplacer("**/", "", "*", "-x").Replace(choice.ReplaceAllString(name, "$1"))
			if !e.Match.Accepts(path) {
				t.Errorf("%s says that it reads %s, and does not match %s", e.Name, name, path)
			}
		}
	}
}

// choice is the choice of a glob: {yml,yaml}.
var choice = regexp.MustCompile(`\{([^,]*),[^}]*\}`)

// TestWindows holds that a byte order mark and \r\n line ends change neither facts nor places, and that an empty file of any
// format is read without a crash: peers lose whole files to each of them.
func TestWindows(t *testing.T) {
	for path, data := range cases(t) {
		for _, e := range all.Extractors {
			if !e.Match.Accepts(path) || bytes.HasPrefix(data, []byte(syntax.BOM)) || bytes.ContainsRune(data, '\r') {
				continue
			}
			empty, plain := e.Run(extractor.NewFile(path, nil)), e.Run(extractor.NewFile(path, data))
			saved := append([]byte(syntax.BOM), bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))...)
			windows := e.Run(extractor.NewFile(path, saved))
			if len(empty.Components) > 0 || strings.Contains(fmt.Sprint(empty.Problems), "crashed") {
				t.Errorf("%s, empty: %v", path, empty)
			}
			if diff := cmp.Diff(places(plain), places(windows)); diff != "" {
				t.Errorf("%s (-plain +windows):\n%s", path, diff)
			}
		}
	}
}

// places are the lines of a result without what counts a file's bytes, and without the words of problems, which may name a
// character.
func places(r extractor.Result) string {
	var lines strings.Builder
	extractortest.Format(&lines, "manifest", extractor.Result{Components: r.Components, Parsed: r.Parsed})
	for _, p := range r.Problems {
		fmt.Fprintf(&lines, "problem at %d:%d\n", p.Line, p.Column)
	}
	return lines.String()
}

// hasName tells whether a path has one of these names, in small or capital letters.
func hasName(names []string, path string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		matched, err := doublestar.Match("**/"+strings.ToLower(name), strings.ToLower(path))
		return matched && err == nil
	})
}

// TestUnread holds that what is said not to be read is not read, is recognised, and is listed once, by ecosystem.
func TestUnread(t *testing.T) {
	if !slices.IsSortedFunc(all.Unread, func(a, b extractor.Unread) int {
		return strings.Compare(strings.ToLower(a.Ecosystem), strings.ToLower(b.Ecosystem))
	}) {
		t.Error("all.Unread is not sorted by ecosystem")
	}
	seen := map[string]bool{}
	for _, u := range all.Unread {
		for _, name := range u.Files {
			path := "some/" + strings.Replace(name, "*", "x", 1)
			if all.Formats.Match(path) || seen[name] || !all.Formats.Passes(path) || all.Formats.Recognise(path) != name {
				t.Errorf("%s: read %v, listed before %v, recognised as %q", name, all.Formats.Match(path), seen[name], all.Formats.Recognise(path))
			}
			seen[name] = true
		}
	}
	for _, path := range []string{"Chart.yaml/a.txt", "project.yml", "config.yml", "a/cabal", "", "pubspec.yaml.md"} {
		if name := all.Formats.Recognise(path); name != "" {
			t.Errorf("%s is recognised as %s", path, name)
		}
	}
}

// cases yields the manifests of every test case of every format.
func cases(t *testing.T) iter.Seq2[string, []byte] {
	t.Helper()
	archives, err := filepath.Glob("../*/testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives (%v)", err)
	}
	return func(yield func(string, []byte) bool) {
		for _, name := range archives {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range archive.Files {
				if !yield(file.Name, file.Data) {
					return
				}
			}
		}
	}
}

// TestMatch holds that asking all formats at once gives what each of them says: of the names of every test case, also with
// another case or an extension behind them.
func TestMatch(t *testing.T) {
	for name := range cases(t) {
		for _, path := range []string{name, strings.ToUpper(name), name + ".go", name + ".md", name + ".lock", name + ".d/" + name} {
			wanted := slices.ContainsFunc(all.Extractors, func(e *extractor.Extractor) bool { return e.Match.Accepts(path) })
			if got := all.Formats.Match(path); got != wanted {
				t.Errorf("%s: all formats say %v, one of them %v", path, got, wanted)
			}
		}
	}
}
