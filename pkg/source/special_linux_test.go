package source

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

func TestPipe(t *testing.T) {
	root := newRepository(t, "go.mod", "tracked/go.mod")
	for _, name := range []string{"tracked", "untracked"} {
		os.RemoveAll(filepath.Join(root, name))
		os.Mkdir(filepath.Join(root, name), 0o755)
		if err := syscall.Mkfifo(filepath.Join(root, name, "go.mod"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	tree := open(t, root, listing{})
	check(t, tree, []string{"go.mod"}, map[string]int{"not a regular file": 1}) // git does not list the other one
	check(t, open(t, root, listing{All: true}), []string{"go.mod"}, map[string]int{"not a regular file": 2})
	if _, err := tree.Read("tracked/go.mod", 1<<20); err == nil {
		t.Error("a pipe was read")
	}
}

func TestOddNames(t *testing.T) {
	tracked := []string{" /go.mod", ":(bad)/go.mod", "a\tb\n/go.mod", "a\\b/go.mod", "a*/go.mod", "x\xff\xfe/go.mod"}
	untracked := []string{":(bad)/new/go.mod", "x\xff\xfe/new/go.mod"}
	ignored := []string{":(bad)/ignored/go.mod", "x\xff\xfe/ignored/go.mod"}
	root := newRepository(t, tracked...)
	appendTo(t, root, ".git/info/exclude", "ignored\n")
	write(t, root, untracked...)
	write(t, root, ignored...)

	for _, name := range slices.Concat(tracked, untracked, ignored) {
		tree := open(t, filepath.Join(root, name), listing{})
		check(t, tree, []string{name}, nil)
		if data, err := tree.Read(name, 1<<20); string(data) != name || err != nil {
			t.Errorf("%q: %q, %v", name, data, err)
		}
	}
	listed := slices.Concat(tracked, untracked)
	slices.Sort(listed)
	check(t, open(t, root, listing{}), listed, nil)
}

func TestUnreadableFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root reads every folder")
	}
	root := newRepository(t, "go.mod", "tracked/go.mod")
	write(t, root, "it's/go.mod", "excluded/go.mod", "node_modules/go.mod")
	for _, name := range []string{"tracked", "it's", "excluded", "node_modules"} {
		folder := filepath.Join(root, name)
		if err := os.Chmod(folder, 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(folder, 0o755) })
	}
	wantProblems(t, open(t, root, listing{All: true}), "excluded", "it's", "node_modules", "tracked")
	tree := open(t, root, listing{Exclude: []string{"excluded"}})
	wantProblems(t, tree, "it's", "tracked")
	if _, err := tree.Read("tracked/go.mod", 1<<20); err == nil || !strings.Contains(err.Error(), "permission denied") {
		t.Errorf("reading in an unreadable folder: %v", err)
	}
}

// wantProblems expects one problem for each folder.
func wantProblems(t *testing.T, tree *Tree, folders ...string) {
	t.Helper()
	if len(tree.Problems) != len(folders) {
		t.Fatalf("problems %v, want of %q", tree.Problems, folders)
	}
	for i, folder := range folders {
		problem := tree.Problems[i]
		if problem.Path != folder || problem.Message != "listing the folder: permission denied: make it readable, or exclude it" {
			t.Errorf("problem %+v, want of %q", problem, folder)
		}
	}
}
