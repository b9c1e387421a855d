package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// revision opens and lists a commit's files.
func revision(t *testing.T, path, name string, exclude ...string) *Tree {
	t.Helper()
	tree, err := OpenRevision(t.Context(), []string{path}, name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close() })
	if err := tree.List(t.Context(), Options{Match: isManifest, Exclude: exclude}); err != nil {
		t.Fatal(err)
	}
	return tree
}

// content reads a file of a tree; "" with an error of fs.ErrNotExist.
func content(t *testing.T, tree *Tree, path string) string {
	t.Helper()
	data, err := tree.Read(path, 1000)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("%s: %v", path, err)
	}
	return string(data)
}

func TestRevision(t *testing.T) {
	root := newRepository(t, "go.mod", "a/package.json", "node_modules/b/package.json", "gone/go.mod", "extra.txt", "new\nline/go.mod")
	appendTo(t, root, "go.mod", "module first\n")
	appendTo(t, root, "extra.txt", "extra\n")
	if err := os.Symlink("go.mod", filepath.Join(root, "a", "go.mod")); err != nil {
		t.Fatal(err)
	}
	git(t, root, "add", "--all")
	git(t, root, "commit", "--quiet", "--message=first")
	git(t, root, "tag", "first")
	appendTo(t, root, "go.mod", "module second\n")
	git(t, root, "rm", "--quiet", "gone/go.mod")
	git(t, root, "commit", "--quiet", "--all", "--message=second")
	write(t, root, "untracked/go.mod")
	appendTo(t, root, "go.mod", "module dirty\n")

	tree := revision(t, root, "first")
	check(t, tree, []string{"a/package.json", "go.mod", "gone/go.mod", "new\nline/go.mod"}, map[string]int{"behind a symbolic link": 1, "vendored": 1})
	if got := content(t, tree, "go.mod"); got != "go.modmodule first\n" {
		t.Errorf("go.mod holds %q", got)
	}
	if got := content(t, tree, "extra.txt"); got != "extra.txtextra\n" {
		t.Errorf("a file that was not listed holds %q", got)
	}
	if got := content(t, tree, "absent/go.mod"); got != "" {
		t.Errorf("a file that is not there holds %q", got)
	}
	if _, err := tree.Read("go.mod", 3); !errors.Is(err, ErrTooLarge) {
		t.Errorf("error %v of a large file", err)
	}
	if got := content(t, revision(t, root, "HEAD"), "go.mod"); got != "go.modmodule first\nmodule second\n" {
		t.Errorf("go.mod of HEAD holds %q", got)
	}
	check(t, revision(t, filepath.Join(root, "a"), "HEAD"), []string{"a/package.json"}, map[string]int{"behind a symbolic link": 1})
	check(t, revision(t, root, "HEAD", "a/**", "new*/**"), []string{"go.mod"}, map[string]int{"excluded": 3, "vendored": 1})

	bare := filepath.Join(tempDir(t), "bare.git")
	git(t, root, "clone", "--quiet", "--bare", root, bare)
	if got := content(t, revision(t, bare, "main"), "go.mod"); got != "go.modmodule first\nmodule second\n" {
		t.Errorf("go.mod of a bare repository holds %q", got)
	}
}

func TestRevisionErrors(t *testing.T) {
	root := newRepository(t, "go.mod")
	for _, test := range []struct{ path, revision, want string }{
		{root, "absent", "git fetch origin absent:absent"},
		{root, "--output=x", "there is no revision --output=x"},
		{tempDir(t), "HEAD", "not in a git repository"},
	} {
		if _, err := OpenRevision(t.Context(), []string{test.path}, test.revision); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.revision, err, test.want)
		}
	}
}

// TestPartialClone holds that a content which is not here is neither fetched nor taken for empty.
func TestPartialClone(t *testing.T) {
	root := newRepository(t, "go.mod")
	appendTo(t, root, "go.mod", "module a\n")
	git(t, root, "commit", "--quiet", "--all", "--message=a")
	git(t, root, "config", "uploadpack.allowFilter", "true")
	clone := filepath.Join(tempDir(t), "clone")
	git(t, root, "clone", "--quiet", "--no-checkout", "--filter=blob:none", "file://"+root, clone)

	tree, err := OpenRevision(t.Context(), []string{clone}, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	if err := tree.List(t.Context(), Options{Match: isManifest}); !errors.Is(err, errMissing) {
		t.Errorf("error %v", err)
	}
}

// TestIntended holds that what git add --intent-to-add announces is not there, as no commit takes it, and an empty file is.
func TestIntended(t *testing.T) {
	root := newRepository(t, "package.json")
	write(t, root, "a/go.mod", "a/package.json")
	git(t, root, "add", "--intent-to-add", "a")
	appendTo(t, root, "b/go.mod", "")
	git(t, root, "add", "b")
	tree, err := OpenIndex([]string{root})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close() })
	if err := tree.List(t.Context(), Options{Match: isManifest}); err != nil {
		t.Fatal(err)
	}
	check(t, tree, []string{"b/go.mod", "package.json"}, nil)
	if _, err := tree.Read("a/go.mod", 10); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("reading what is only announced: error %v", err)
	}
}
