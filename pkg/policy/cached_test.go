package policy_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/cache"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/policies"
)

// TestCachedPolicy holds that a policy which is remembered is the one that was read, that it is read again once anything in it
// has changed, and that one which does not load never comes from the cache.
func TestCachedPolicy(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../policies")); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "lists/more.yaml", "limits: {large: 9223372036854775808, half: 0.5, none: null, names: [a, {b: [true]}]}\n")
	store := &cache.Store{Folder: t.TempDir(), Trouble: func(err error) { t.Error(err) }}
	load := func() *guideline.Policy {
		t.Helper()
		judge, problems := policy.LoadDir(dir, policies.Starter(), store)
		if judge == nil {
			t.Fatal(lines(problems))
		}
		return judge.Policy
	}
	entries := func() int {
		kept, err := os.ReadDir(store.Folder)
		if err != nil {
			t.Fatal(err)
		}
		return len(kept)
	}
	first := load()
	if diff := cmp.Diff(first, load()); diff != "" || entries() != 1 {
		t.Errorf("%d entries; read and remembered differ (-read +remembered):\n%s", entries(), diff)
	}
	write(t, dir, "lists/more.yaml", "limits: {large: 1}\n")
	if changed := load(); cmp.Equal(first, changed) || entries() != 2 {
		t.Errorf("%d entries after a change", entries())
	}

	module := "guidelines/go/minimum_go_version.rego"
	text, err := os.ReadFile(filepath.Join(dir, module))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, module, string(text)+"\ndeney contains 1\n")
	for range 2 {
		if judge, _ := policy.LoadDir(dir, policies.Starter(), store); judge != nil {
			t.Error("a policy with a mistake in its Rego loads")
		}
	}
	write(t, dir, module, string(text))
	load()
	write(t, dir, "misplaced.yaml", "a: 1\n")
	if judge, _ := policy.LoadDir(dir, policies.Starter(), store); judge != nil {
		t.Error("a policy with a file that nothing reads loads")
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
