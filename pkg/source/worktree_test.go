package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWorktree(t *testing.T) {
	main := newRepository(t, "go.mod")
	worktree := filepath.Join(tempDir(t), "other")
	git(t, main, "worktree", "add", "--quiet", worktree)
	write(t, worktree, "new/go.mod")

	tree := open(t, filepath.Join(worktree, "new"), listing{})
	check(t, tree, []string{"new/go.mod"}, nil)
	if tree.Root != worktree {
		t.Errorf("root %s, want %s", tree.Root, worktree)
	}
}

func TestSubmodule(t *testing.T) {
	library := newRepository(t, "go.mod")
	main := newRepository(t, "package.json")
	addSubmodule(t, main, library)
	git(t, main, "init", "--quiet", "untracked")
	write(t, main, "untracked/go.mod")

	check(t, open(t, main, listing{}), []string{"package.json"}, map[string]int{"in a nested git repository": 2})
	inside := open(t, filepath.Join(main, "lib"), listing{})
	check(t, inside, []string{"go.mod"}, nil)
	if len(inside.Within) > 0 {
		t.Errorf("within %q of a submodule", inside.Within)
	}
	check(t, open(t, main, listing{All: true}), []string{"lib/go.mod", "package.json", "untracked/go.mod"}, nil)
}

func TestConflict(t *testing.T) {
	root := newRepository(t, "go.mod", "a/go.mod")
	appendTo(t, root, "a/go.mod", "more")
	git(t, root, "add", "--all")
	mergeInConflict(t, root)
	check(t, open(t, root, listing{}), []string{"a/go.mod", "go.mod"}, nil)
}

func TestMissingFiles(t *testing.T) {
	root := newRepository(t, "go.mod", "deleted/go.mod", "replaced/go.mod", "sparse/go.mod", "deleted.txt")
	git(t, root, "sparse-checkout", "set", "--no-cone", "/*", "!/sparse/")
	for _, name := range []string{"deleted", "replaced", "deleted.txt"} {
		if err := os.RemoveAll(filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	write(t, root, "replaced")
	check(t, open(t, root, listing{}), []string{"go.mod", "sparse/go.mod"}, map[string]int{"deleted from the work tree": 2})
}

func TestSymlinks(t *testing.T) {
	outside := tempDir(t)
	write(t, outside, "go.mod")
	root := newRepository(t, "real/go.mod")
	for link, target := range map[string]string{
		"inside/go.mod":   "../real/go.mod",
		"outside/go.mod":  filepath.Join(outside, "go.mod"),
		"dangling/go.mod": "nowhere",
		"loop/go.mod":     "go.mod",
		"folder":          "real",
		"away":            outside,
		"climbing":        "../" + filepath.Base(outside),
	} {
		file := filepath.Join(root, link)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(target, file); err != nil {
			t.Skip("symbolic links are not possible here:", err)
		}
	}
	want, omitted := []string{"real/go.mod"}, map[string]int{"behind a symbolic link": 4}
	check(t, open(t, root, listing{}), want, omitted)
	check(t, open(t, root, listing{All: true}), want, omitted)
	git(t, root, "add", "--all")
	tree := open(t, root, listing{})
	check(t, tree, want, omitted)

	for path, wantErr := range map[string]string{
		"inside/go.mod":   "",
		"folder/go.mod":   "",
		"outside/go.mod":  "leads out of the repository",
		"away/go.mod":     "leads out of the repository",
		"climbing/go.mod": "leads out of the repository",
		"../go.mod":       "leads out of the repository",
		"loop/go.mod":     "too many levels of symbolic links",
		"folder":          "not a regular file",
	} {
		data, err := tree.Read(path, 1<<20)
		switch {
		case wantErr == "" && (err != nil || string(data) != "real/go.mod"):
			t.Errorf("%s: %q, %v", path, data, err)
		case wantErr != "" && (err == nil || !strings.Contains(err.Error(), wantErr)):
			t.Errorf("%s: %v, want %q", path, err, wantErr)
		}
	}
	if _, err := tree.Read("dangling/go.mod", 1<<20); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("dangling link: %v", err)
	}

	linked := open(t, filepath.Join(root, "folder"), listing{})
	check(t, linked, want, nil)
}
