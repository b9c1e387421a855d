package source

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOpenSeveral opens several folders and files at once, in a repository, its index, its commit, and outside of git.
func TestOpenSeveral(t *testing.T) {
	files := []string{
		"a/go.mod", "a/b/go.mod", "a/b/node_modules/c/go.mod", "ab/go.mod", "docs/readme.txt", "web/package.json", "web/x/go.mod",
		"node_modules/d/package.json", "php/composer.json", "php/vendor/e/go.mod", "vendor/f/go.mod", "gen/go.mod", "--all/go.mod",
	}
	repository := newRepository(t, append(files, ".gitignore")...)
	appendTo(t, repository, ".gitignore", "\n/ignored\n")
	write(t, repository, "ignored/go.mod", "new/go.mod")
	plain := tempDir(t)
	write(t, plain, files...)

	for _, test := range []struct {
		name    string
		paths   string // by blanks
		want    string
		omitted map[string]int
	}{
		{"folder and file", "a web/package.json", "a/b/go.mod a/go.mod web/package.json", map[string]int{vendored: 1}},
		{"one in the other", "a/b/go.mod a", "a/b/go.mod a/go.mod", map[string]int{vendored: 1}},
		{"the same twice", "a/go.mod a/go.mod ./a/../a/go.mod", "a/go.mod", nil},
		{"the root", "a/go.mod .", "--all/go.mod a/b/go.mod a/go.mod ab/go.mod php/composer.json vendor/f/go.mod web/package.json web/x/go.mod",
			map[string]int{vendored: 3, Excluded: 1}},
		{"no manifest", "docs/readme.txt a/go.mod", "a/go.mod", map[string]int{unknown: 1}},
		{"no manifest alone", "docs/readme.txt", "", map[string]int{unknown: 1}},
		{"excluded file", "gen/go.mod a/go.mod", "a/go.mod", map[string]int{refused: 1}},
		{"excluded folder", "gen a/go.mod", "a/go.mod gen/go.mod", nil},
		{"vendored files", "node_modules/d/package.json php/vendor/e/go.mod vendor/f/go.mod", "vendor/f/go.mod", map[string]int{vendored: 2}},
		{"vendored folder", "node_modules/d web/x", "node_modules/d/package.json web/x/go.mod", nil},
		{"leading dash", "./--all/go.mod", "--all/go.mod", nil},
	} {
		in := func(root string) []string {
			var paths []string
			for path := range strings.FieldsSeq(test.paths) {
				paths = append(paths, root+"/"+path)
			}
			return paths
		}
		list := func(tree *Tree, err error) (*Tree, error) {
			if err != nil {
				return nil, err
			}
			t.Cleanup(func() { tree.Close() })
			return tree, tree.List(t.Context(), Options{Match: isManifest, Exclude: []string{"gen"}})
		}
		for kind, opened := range map[string]func() (*Tree, error){
			"work tree": func() (*Tree, error) { return list(Open(in(repository), false)) },
			"index":     func() (*Tree, error) { return list(OpenIndex(in(repository))) },
			"commit":    func() (*Tree, error) { return list(OpenRevision(t.Context(), in(repository), "HEAD")) },
			"plain":     func() (*Tree, error) { return list(Open(in(plain), false)) },
		} {
			if test.name == "the root" && kind != "commit" {
				continue // the others hold more
			}
			if kind == "plain" && !strings.Contains(test.paths, "docs") {
				test.paths += " docs" // so that the root, which is the folder that has all, is the same
			}
			t.Run(test.name+" of the "+kind, func(t *testing.T) {
				tree, err := opened()
				if err != nil {
					t.Fatal(err)
				}
				var want []string
				if test.want != "" {
					want = strings.Fields(test.want)
				}
				check(t, tree, want, test.omitted)
			})
		}
	}

	// What git ignores or does not track is read all the same, and no commit has it.
	tree, err := Open([]string{repository + "/ignored/go.mod", repository + "/new/go.mod", repository + "/a"}, false)
	if err != nil {
		t.Fatal(err)
	}
	options := Options{Match: isManifest}
	if err := tree.List(t.Context(), options); err != nil {
		t.Fatal(err)
	}
	check(t, tree, []string{"a/b/go.mod", "a/go.mod", "ignored/go.mod", "new/go.mod"}, map[string]int{vendored: 1})
	base, err := tree.Base(t.Context(), git(t, repository, "rev-parse", "HEAD"), options)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a/b/go.mod", "a/go.mod"}, base.Paths); diff != "" {
		t.Errorf("paths of the base (-want +got):\n%s", diff)
	}

	for _, test := range []struct {
		paths []string
		want  string
	}{
		{[]string{repository + "/a", plain + "/a"}, "outside of the repository " + repository},
		{[]string{plain + "/a", repository + "/a"}, "is in a git repository, and"},
		{[]string{repository + "/a", repository + "/absent"}, "absent does not exist"},
	} {
		if _, err := Open(test.paths, false); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: error %v, want %q", test.paths, err, test.want)
		}
	}
}

// TestOpenBuffer reads an editor's buffer in place of one file, and the others from the work tree.
func TestOpenBuffer(t *testing.T) {
	repository := newRepository(t, "a/go.mod", "a/go.sum", "b/go.mod")
	head := git(t, repository, "rev-parse", "HEAD")
	write(t, repository, "untracked/x")
	plain := tempDir(t)
	write(t, plain, "b/go.mod")
	for _, test := range []struct {
		root, name string
		before     []string // paths of the base
	}{
		{repository, "a/go.mod", []string{"a/go.mod"}},
		{repository, "untracked/go.mod", nil},
		{repository, "go.mod", nil},
		{plain, "go.mod", nil},
	} {
		tree, err := OpenBuffer(filepath.Join(test.root, test.name), []byte("buffer"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { tree.Close() })
		options := Options{Match: isManifest}
		if err := tree.List(context.Background(), options); err != nil {
			t.Fatal(err)
		}
		name := test.name
		check(t, tree, []string{name}, nil)
		if got := content(t, tree, name); got != "buffer" {
			t.Errorf("%s holds %q", name, got)
		}
		if got := content(t, tree, "b/go.mod"); got != "b/go.mod" {
			t.Errorf("b/go.mod holds %q", got)
		}
		if test.root == plain {
			continue
		}
		base, err := tree.Base(t.Context(), head, options)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(test.before, base.Paths) {
			t.Errorf("%s: the base has the paths %v, want %v", name, base.Paths, test.before)
		}
		if test.before != nil {
			if got := content(t, base, name); got != name {
				t.Errorf("%s of the base holds %q", name, got)
			}
		}
	}
	if _, err := OpenBuffer(filepath.Join(plain, "absent", "go.mod"), nil); err == nil || !strings.Contains(err.Error(), "does not exist") {
		t.Errorf("in a folder that is not there: error %v", err)
	}
	tree, err := OpenBuffer(filepath.Join(plain, "go.mod"), []byte("12345"))
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	if _, err := tree.Read("go.mod", 4); err == nil || !strings.Contains(err.Error(), "larger than the limit of 4 bytes") {
		t.Errorf("too large: error %v", err)
	}
}
