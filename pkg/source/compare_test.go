package source

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCompareIndex compares the own comparison with git's, after every sort of change.
func TestCompareIndex(t *testing.T) {
	library := newRepository(t, "go.mod")
	commitAll := func(t *testing.T, root string) {
		git(t, root, "add", "--all")
		git(t, root, "commit", "--quiet", "--message=second")
	}
	for name, change := range map[string]func(t *testing.T, root string){
		"nothing":          func(*testing.T, string) {},
		"a file":           func(t *testing.T, root string) { appendTo(t, root, "a/b/go.mod", "more"); git(t, root, "add", "--all") },
		"a new folder":     func(t *testing.T, root string) { write(t, root, "n/e/w"); git(t, root, "add", "--all") },
		"a folder less":    func(t *testing.T, root string) { git(t, root, "rm", "--quiet", "-r", "a/b") },
		"all less":         func(t *testing.T, root string) { git(t, root, "rm", "--quiet", "-r", ".") },
		"a folder renamed": func(t *testing.T, root string) { git(t, root, "mv", "a", "c") },
		"permissions":      func(t *testing.T, root string) { git(t, root, "update-index", "--chmod=+x", "a/b/go.mod") },
		"committed":        func(t *testing.T, root string) { appendTo(t, root, "a/b.txt", "more"); commitAll(t, root) },
		"a file for a folder": func(t *testing.T, root string) {
			git(t, root, "rm", "--quiet", "-r", "a")
			write(t, root, "a")
			git(t, root, "add", "--all")
		},
		"a folder for a file": func(t *testing.T, root string) {
			git(t, root, "rm", "--quiet", "z")
			write(t, root, "z/y/x")
			git(t, root, "add", "--all")
		},
		"a link for a file": func(t *testing.T, root string) {
			remove(t, root, "z")
			link(t, root, "z", "go.mod")
			git(t, root, "add", "--all")
		},
		"a file for a link": func(t *testing.T, root string) {
			remove(t, root, "link")
			write(t, root, "link")
			git(t, root, "add", "--all")
		},
		"another link": func(t *testing.T, root string) {
			remove(t, root, "link")
			link(t, root, "link", "z")
			git(t, root, "add", "--all")
		},
		"a new submodule":       func(t *testing.T, root string) { addSubmodule(t, root, library) },
		"a committed submodule": func(t *testing.T, root string) { addSubmodule(t, root, library); commitAll(t, root) },
		"a submodule for a file": func(t *testing.T, root string) {
			git(t, root, "rm", "--quiet", "z")
			git(t, root, "update-index", "--add", "--cacheinfo", "160000,"+git(t, root, "rev-parse", "HEAD")+",z")
		},
		"a file intended": func(t *testing.T, root string) {
			write(t, root, "a/intended")
			git(t, root, "add", "--intent-to-add", ".")
		},
		"a folder intended": func(t *testing.T, root string) {
			write(t, root, "in/tended")
			git(t, root, "add", "--intent-to-add", ".")
		},
		"a known file intended": func(t *testing.T, root string) {
			git(t, root, "rm", "--quiet", "--cached", "z")
			git(t, root, "add", "--intent-to-add", "z")
		},
		"an empty file": func(t *testing.T, root string) {
			if err := os.Truncate(filepath.Join(root, "a", "b", "go.mod"), 0); err != nil {
				t.Fatal(err)
			}
			git(t, root, "add", "--all")
		},
		"a conflict": func(t *testing.T, root string) {
			write(t, root, "q")
			git(t, root, "add", "--all")
			mergeInConflict(t, root)
		},
		"skipped": func(t *testing.T, root string) { git(t, root, "update-index", "--skip-worktree", "a/b/go.mod") },
		"version 4": func(t *testing.T, root string) {
			git(t, root, "mv", "a", "c")
			git(t, root, "update-index", "--index-version=4")
		},
	} {
		t.Run(name, func(t *testing.T) {
			root := newRepository(t, "go.mod", "a/b/go.mod", "a/b.txt", "a-b", "a b/c", "ünï\n\x01/d", "z", "deep/er/and/deeper/go.mod")
			link(t, root, "link", "go.mod")
			git(t, root, "add", "--all")
			git(t, root, "commit", "--quiet", "--amend", "--message=first")
			base := git(t, root, "rev-parse", "HEAD")
			change(t, root)
			checkComparison(t, root, base)
			checkComparison(t, filepath.Join(root, "a b"), base)
		})
	}
}

// TestCompareRandomly changes files at random, again and again.
func TestCompareRandomly(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	root := newRepository(t, "go.mod")
	file := func() string {
		name := fmt.Sprintf("f%d", random.IntN(3))
		for random.IntN(4) > 0 && len(name) < 12 {
			name = fmt.Sprintf("d%d/%s", random.IntN(3), name)
		}
		return name
	}
	for range 40 {
		base := git(t, root, "rev-parse", "HEAD")
		for range 1 + random.IntN(4) {
			name := file()
			if random.IntN(3) == 0 {
				git(t, root, "rm", "--quiet", "-r", "-f", "--ignore-unmatch", filepath.Dir(name))
				continue
			}
			if err := os.RemoveAll(filepath.Join(root, name)); err != nil { // what may be a folder
				t.Fatal(err)
			}
			write(t, root, name)
			git(t, root, "add", "--all")
		}
		checkComparison(t, root, base)
		if random.IntN(2) == 0 {
			git(t, root, "commit", "--quiet", "--allow-empty", "--message=next")
		}
	}
}

// checkComparison compares what is said of index and work tree.
func checkComparison(t *testing.T, path, base string) {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		return // it has been deleted
	}
	for _, open := range []func([]string) (*Tree, error){OpenIndex, func(paths []string) (*Tree, error) { return Open(paths, false) }} {
		tree, err := open([]string{path})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { tree.Close() })
		got, own := tree.compareIndex(t.Context(), base)
		want, err := tree.askChanges(t.Context(), base)
		if err != nil || !own {
			t.Fatalf("error %v, left to git: %v", err, !own)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(changes{})); diff != "" {
			t.Errorf("%s, %s: changes (-git +own):\n%s", path, tree.Sort(), diff)
		}
	}
}

// TestCompareMany leaves a change of many folders to git.
func TestCompareMany(t *testing.T) {
	root := newRepository(t, "go.mod")
	for i := range maxTrees {
		write(t, root, fmt.Sprintf("d%d/f", i))
	}
	git(t, root, "add", "--all")
	git(t, root, "commit", "--quiet", "--message=second")
	base := git(t, root, "rev-parse", "HEAD")
	git(t, root, "rm", "--quiet", "-r", ".")
	tree, err := OpenIndex([]string{root})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close() })
	if _, own := tree.compareIndex(t.Context(), base); own {
		t.Errorf("%d trees are read", maxTrees+1)
	}
	if staged, err := tree.Staged(t.Context(), base); err != nil || len(staged) != maxTrees+1 {
		t.Errorf("%d files are staged, error %v", len(staged), err)
	}
}

func link(t *testing.T, root, name, target string) {
	t.Helper()
	if err := os.Symlink(target, filepath.Join(root, name)); err != nil {
		t.Fatal(err)
	}
}
