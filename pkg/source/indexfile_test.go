package source

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestReadIndex compares the own reader with git, on every sort of index. Those that it leaves to git say so.
func TestReadIndex(t *testing.T) {
	library := newRepository(t, "go.mod")
	tests := map[string]struct {
		prepare func(t *testing.T, root string)
		left    bool // to git
	}{
		"version 2": {prepare: func(*testing.T, string) {}},
		"version 3": {prepare: func(t *testing.T, root string) {
			write(t, root, "intended.txt")
			git(t, root, "add", "--intent-to-add", "intended.txt")
			git(t, root, "update-index", "--skip-worktree", "go.mod")
		}},
		"version 4": {prepare: func(t *testing.T, root string) { git(t, root, "update-index", "--index-version=4") }},
		"a long name": {prepare: func(t *testing.T, root string) {
			id := git(t, root, "hash-object", "-w", "go.mod")
			git(t, root, "update-index", "--add", "--cacheinfo", "100644,"+id+","+strings.Repeat("long/", 900)+"go.mod")
		}},
		"no files":   {prepare: func(t *testing.T, root string) { git(t, root, "rm", "-r", "--cached", "--quiet", ".") }},
		"no index":   {prepare: func(t *testing.T, root string) { remove(t, root, ".git/index") }},
		"conflict":   {prepare: mergeInConflict},
		"submodule":  {prepare: func(t *testing.T, root string) { addSubmodule(t, root, library) }},
		"split":      {prepare: func(t *testing.T, root string) { git(t, root, "update-index", "--split-index") }, left: true},
		"sparse":     {prepare: sparse, left: true},
		"cut off":    {prepare: func(t *testing.T, root string) { truncate(t, root, ".git/index", 100) }, left: true},
		"not a file": {prepare: func(t *testing.T, root string) { remove(t, root, ".git/index"); mkdir(t, root, ".git/index") }, left: true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			root := newRepository(t, "go.mod", "a/b/go.mod", "a/b.txt", "a b", "ünï\n\x01", "z")
			if err := os.Symlink("go.mod", filepath.Join(root, "link")); err != nil {
				t.Fatal(err)
			}
			git(t, root, "add", "--all")
			test.prepare(t, root)
			checkIndex(t, root, test.left)
		})
	}
	t.Run("SHA-256", func(t *testing.T) {
		root := tempDir(t)
		git(t, root, "init", "--quiet", "--object-format=sha256")
		write(t, root, "go.mod", "b")
		git(t, root, "add", "--all")
		checkIndex(t, root, true)
	})
	t.Run("worktree", func(t *testing.T) {
		worktree := filepath.Join(tempDir(t), "other")
		git(t, library, "worktree", "add", "--quiet", worktree)
		checkIndex(t, worktree, false)
	})
	t.Run("within a submodule", func(t *testing.T) {
		root := newRepository(t, "package.json")
		addSubmodule(t, root, library)
		checkIndex(t, filepath.Join(root, "lib"), false)
	})
}

func checkIndex(t *testing.T, root string, left bool) {
	t.Helper()
	tree, err := Open([]string{root}, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close() })
	got, err := tree.readIndex()
	if left {
		if err == nil {
			t.Errorf("it is not left to git: %v", got)
		}
		return
	}
	want, asked := tree.askTracked(t.Context())
	if err != nil || asked != nil {
		t.Fatal(err, asked)
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(tracked{}), cmpopts.IgnoreFields(tracked{}, "stat"), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("entries (-git +own):\n%s", diff)
	}
}

func FuzzParseIndex(f *testing.F) {
	root := newRepository(f, "go.mod", "a/b/go.mod", "z")
	for _, version := range []string{"2", "4"} {
		git(f, root, "update-index", "--index-version="+version)
		data, err := os.ReadFile(filepath.Join(root, ".git", "index"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		all, extensions, _ := parseIndex(string(data))
		parseTrees(extensions["TREE"])
		for i := 1; i < len(all); i++ {
			if all[i].name < all[i-1].name {
				t.Errorf("%q stands after %q", all[i].name, all[i-1].name)
			}
		}
	})
}

func mergeInConflict(t *testing.T, root string) {
	git(t, root, "commit", "--quiet", "--message=second")
	git(t, root, "branch", "theirs")
	for _, branch := range []string{"main", "theirs"} {
		git(t, root, "checkout", "--quiet", branch)
		appendTo(t, root, "go.mod", branch)
		git(t, root, "commit", "--quiet", "--all", "--message="+branch)
	}
	if err := exec.Command("git", "-C", root, "merge", "main").Run(); err == nil {
		t.Fatal("the branches merge")
	}
}

func addSubmodule(t *testing.T, root, library string) {
	git(t, root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library, "lib")
}

func sparse(t *testing.T, root string) {
	git(t, root, "commit", "--quiet", "--message=second")
	git(t, root, "sparse-checkout", "init", "--cone", "--sparse-index")
}

func remove(t *testing.T, root, name string) {
	if err := os.Remove(filepath.Join(root, filepath.FromSlash(name))); err != nil {
		t.Fatal(err)
	}
}

func mkdir(t *testing.T, root, name string) {
	if err := os.Mkdir(filepath.Join(root, filepath.FromSlash(name)), 0o755); err != nil {
		t.Fatal(err)
	}
}

func truncate(t *testing.T, root, name string, size int64) {
	if err := os.Truncate(filepath.Join(root, filepath.FromSlash(name)), size); err != nil {
		t.Fatal(err)
	}
}
