package scan

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/cache"
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/source"
)

func newStore(t *testing.T) *cache.Store {
	return &cache.Store{Folder: t.TempDir(), Trouble: func(err error) { t.Error(err) }}
}

// TestCachedFacts changes, one after the other, everything that an inventory depends on: it is read again exactly then, and
// is always what it is without a cache.
func TestCachedFacts(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	manifest := `{"dependencies": {"mongoose": "^8", "": "1"}}`
	write("package.json", manifest)

	extracted := 0
	count := &extractor.Resolver{Resolve: func(*extractor.Files) { extracted++ }}
	counting := extractor.NewFormats(all.Extractors, append(slices.Clip(all.Resolvers), count), all.Unread)
	store := newStore(t)
	steps := []struct {
		name    string
		prepare func()
		again   bool
	}{
		{"the first time", func() {}, true},
		{"nothing has changed", func() {}, false},
		{"touched", func() { write("package.json", manifest) }, false},
		{"changed", func() { manifest = `{"dependencies": {"mongoose": "^7"}}`; write("package.json", manifest) }, true},
		{"a lock beside it, which was looked for", func() { write("yarn.lock", "# yarn lockfile v1\n\nmongoose@^7:\n  version \"7.1.0\"\n") }, true},
		{"nothing more", func() {}, false},
		{"another manifest", func() { write("go.mod", "module example.com/a\n\ngo 1.24\n") }, true},
		{"too large", func() { enlarge(t, filepath.Join(root, "go.mod")) }, true},
		{"still too large", func() {}, false},
		{"another tool", func() { store.Tool = "next" }, true},
	}
	for _, step := range steps {
		step.prepare()
		tree := listed(t, root)
		extracted = 0
		got := readAll(t.Context(), tree, counting, store)
		if (extracted > 0) != step.again {
			t.Errorf("%s: extracted %d times", step.name, extracted)
		}
		if diff := cmp.Diff(all.Formats.ReadAll(t.Context(), tree.Paths, tree.Read), got); diff != "" {
			t.Errorf("%s (-without +with cache):\n%s", step.name, diff)
		}
	}
}

func listed(t *testing.T, root string) *source.Tree {
	t.Helper()
	tree, err := source.Open([]string{root}, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close() })
	if err := tree.List(t.Context(), source.Options{Match: all.Formats.Match}); err != nil {
		t.Fatal(err)
	}
	return tree
}

// enlarge makes a file too large to be read.
func enlarge(t *testing.T, path string) {
	t.Helper()
	if err := os.Truncate(path, 100<<20); err != nil {
		t.Fatal(err)
	}
}

// TestTornFacts holds that what was read of a file that changed meanwhile is not kept, nor a scan that was ended.
func TestTornFacts(t *testing.T) {
	calls := 0
	r := recorder{digests: map[place]string{}, read: func(path string, _ int64) ([]byte, error) {
		if path == "gone" {
			return nil, fs.ErrNotExist
		}
		calls++
		return []byte{byte(calls)}, nil
	}}
	r.Read("gone", 1)
	r.Read("gone", 1)
	r.Read("a", 1)
	if r.torn {
		t.Error("nothing has changed")
	}
	if r.Read("a", 1); !r.torn {
		t.Error("a file has changed")
	}

	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "go.mod"), []byte("module example.com/a\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	store := newStore(t)
	readAll(ended, listed(t, root), all.Formats, store)
	if kept, err := os.ReadDir(store.Folder); len(kept) > 0 || err != nil {
		t.Errorf("a scan that was ended is kept: %v, %v", kept, err)
	}
}

func TestCachedVerdict(t *testing.T) {
	inv := inventory.Inventory{Components: []inventory.Component{{Name: "a"}, {Name: "b"}}}
	judged, wrong := 0, []inventory.Problem(nil)
	judge := func(_ context.Context, facts guideline.Facts) ([]finding.Finding, []inventory.Problem) {
		judged++
		return []finding.Finding{
			{Guideline: "a/b", Message: string(facts.AsOf), Component: &facts.Inventory.Components[1], Notes: []string{"n"}},
			{Guideline: "a/c", Technology: "t"},
		}, wrong
	}
	store := newStore(t)
	facts := func() guideline.Facts {
		return guideline.Facts{AsOf: "2026-11-22", Repository: "acme/a", Inventory: &inv}
	}
	steps := []struct {
		name    string
		prepare func(*guideline.Facts)
		policy  string
		again   bool
	}{
		{"a problem", func(*guideline.Facts) { wrong = []inventory.Problem{{Message: "it ran too long"}} }, "1", true},
		{"a problem is not kept", func(*guideline.Facts) { wrong = nil }, "1", true},
		{"the same", func(*guideline.Facts) {}, "1", false},
		{"another day", func(f *guideline.Facts) { f.AsOf = "2026-11-23" }, "1", true},
		{"another repository", func(f *guideline.Facts) { f.Repository = "acme/b" }, "1", true},
		{"a base", func(f *guideline.Facts) { f.Base = "0123" }, "1", true},
		{"another policy", func(*guideline.Facts) {}, "2", true},
		{"a component that is new", func(*guideline.Facts) { inv.Components[0].Introduced = true }, "1", true},
		{"all as before", func(*guideline.Facts) { inv.Components[0].Introduced = false }, "1", false},
	}
	for _, step := range steps {
		asked := facts()
		step.prepare(&asked)
		want, _ := judge(t.Context(), asked)
		judged = 0
		got, problems := cached(store, step.policy, judge)(t.Context(), asked)
		if (judged > 0) != step.again {
			t.Errorf("%s: judged %d times", step.name, judged)
		}
		if diff := cmp.Diff(want, got); diff != "" || !cmp.Equal(problems, wrong) {
			t.Errorf("%s (-without +with cache):\n%s%v", step.name, diff, problems)
		}
		if got[0].Component != &inv.Components[1] {
			t.Errorf("%s: the finding is about a copy of its component", step.name)
		}
	}
}

// TestDigestOfErrors holds that why a file cannot be read is never taken for its content.
func TestDigestOfErrors(t *testing.T) {
	if digest(nil, nil) == digest(nil, errors.New("")) || digest([]byte("x"), nil) == digest(nil, errors.New("x")) {
		t.Error("they are the same")
	}
}
