package source

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestOthers compares what is listed of untracked files with what git ls-files says, of which files without a meaning may be missing.
func TestOthers(t *testing.T) {
	library := newRepository(t, "go.mod")
	for name, test := range map[string]struct {
		prepare func(t *testing.T, root string)
		within  string
		want    []string // what git is expected to list, so that the comparison is about something
	}{
		"nothing": {prepare: func(*testing.T, string) {}},
		"beside":  {prepare: func(t *testing.T, root string) { write(t, root, "a/go.mod", "a/x.txt", "pyvenv.cfg") }, want: []string{"a/go.mod", "pyvenv.cfg"}},
		"below":   {prepare: func(t *testing.T, root string) { write(t, root, "new/deep/go.mod") }, want: []string{"new/deep/go.mod"}},
		"ignored": {prepare: func(t *testing.T, root string) {
			write(t, root, "a/build/go.mod", "build/go.mod", "a/go.mod", "a/b/keep/go.mod", "a/b/go.mod2/go.mod")
			ignore(t, root, ".gitignore", "build/\n/a/go.mod\nkeep\n")
			ignore(t, root, "a/.gitignore", "*.mod2\n!b/keep\n")
		}, want: []string{"a/b/keep/go.mod"}},
		"a name of ignored folders": {prepare: func(t *testing.T, root string) {
			ignore(t, root, ".gitignore", "go.mod/\n") // of a folder alone
			write(t, root, "a/go.mod")
		}, want: []string{"a/go.mod"}},
		"all but": {prepare: func(t *testing.T, root string) {
			ignore(t, root, ".gitignore", "/*\n!/a\n")
			write(t, root, "x/go.mod", "a/go.mod")
		}, want: []string{"a/go.mod"}},
		"excluded by the clone": {prepare: func(t *testing.T, root string) {
			ignore(t, root, ".git/info/exclude", "x\n")
			write(t, root, "x/go.mod", "y/go.mod")
		}, want: []string{"y/go.mod"}},
		"tracked in an ignored folder": {prepare: func(t *testing.T, root string) {
			ignore(t, root, ".gitignore", "a\n")
			write(t, root, "a/go.mod", "a/new/go.mod")
		}},
		"repositories": {prepare: func(t *testing.T, root string) {
			git(t, root, "init", "--quiet", "nested")
			write(t, root, "nested/go.mod", "a/other/go.mod")
			git(t, filepath.Join(root, "a", "other"), "init", "--quiet")
			git(t, filepath.Join(root, "a", "other"), "add", "--all")
		}, want: []string{"a/other/", "nested/"}},
		"a submodule": {prepare: func(t *testing.T, root string) {
			addSubmodule(t, root, library)
			write(t, root, "lib/package.json", "lib/new/go.mod")
		}},
		"a folder for a file": {prepare: func(t *testing.T, root string) {
			remove(t, root, "z")
			write(t, root, "z/go.mod")
		}, want: []string{"z/go.mod"}},
		"a file for a folder": {prepare: func(t *testing.T, root string) {
			if err := os.RemoveAll(filepath.Join(root, "a")); err != nil {
				t.Fatal(err)
			}
			write(t, root, "a")
		}},
		"links": {prepare: func(t *testing.T, root string) {
			link(t, root, "a/go.mod", "../go.mod")
			link(t, root, "c", "a")
			link(t, root, "b", "nowhere")
		}, want: []string{"a/go.mod"}},
		"strange names": {prepare: func(t *testing.T, root string) {
			write(t, root, ":(top)/go.mod", "-x/go.mod", "!x/go.mod", "a/*/go.mod", "a\nb/go.mod", "ünï\x01/go.mod", " /go.mod", `a\b/go.mod`)
			ignore(t, root, ".gitignore", "\\!x\n")
		}, want: []string{" /go.mod", "-x/go.mod", ":(top)/go.mod", "a\nb/go.mod", "a/*/go.mod", `a\b/go.mod`, "ünï\x01/go.mod"}},
		"many": {prepare: func(t *testing.T, root string) {
			for i := range 60 {
				write(t, root, long(i)+"/keep")
			}
			git(t, root, "add", "--all")
			for i := range 60 {
				write(t, root, long(i)+"/go.mod")
			}
			ignore(t, root, ".gitignore", long(0)+"/go.mod\n")
		}, want: manifests(1, 60)},
		"a named folder":         {prepare: func(t *testing.T, root string) { write(t, root, "go2/go.mod", "a/b/c/go.mod") }, within: "a/b", want: []string{"a/b/c/go.mod"}},
		"a named untracked one":  {prepare: func(t *testing.T, root string) { write(t, root, "new/go.mod", "a/go.mod") }, within: "new", want: []string{"new/go.mod"}},
		"a named tracked file":   {prepare: func(t *testing.T, root string) { write(t, root, "a/go.mod") }, within: "a/b/go.mod"},
		"a named untracked file": {prepare: func(t *testing.T, root string) { write(t, root, "a/package.json", "a/go.mod") }, within: "a/go.mod", want: []string{"a/go.mod"}},
	} {
		t.Run(name, func(t *testing.T) {
			root := newRepository(t, "go.mod", "a/b/go.mod", "a/b.txt", "a-b", "z")
			test.prepare(t, root)
			tree, err := Open([]string{filepath.Join(root, filepath.FromSlash(test.within))}, false)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { tree.Close() })
			tree.ListAhead(t.Context(), isManifest)
			got := tree.others()
			printed, _, err := tree.run(t.Context(), tree.withPathspecs([]string{"--literal-pathspecs", "ls-files", "-z", "--others", "--exclude-standard"})...)
			if err != nil || got.err != nil {
				t.Fatal(err, got.err)
			}
			listed := slices.DeleteFunc(slices.Collect(entries(printed)), func(path string) bool {
				return path[len(path)-1] != '/' && !isManifest(path) && !isMarker(filepath.Base(path))
			})
			if diff := cmp.Diff(test.want, listed, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("git lists something else than this test expects (-expected +git):\n%s", diff)
			}
			of := slices.DeleteFunc(got.paths, func(path string) bool { return !slices.Contains(listed, path) && !isManifest(path) })
			slices.Sort(of)
			if diff := cmp.Diff(listed, of, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("untracked files (-git +own):\n%s", diff)
			}
		})
	}
}

// long is the name of a folder, of which a few dozen are too many to ask about.
func long(i int) string { return fmt.Sprintf("many/%0100d", i) }

func manifests(from, to int) (names []string) {
	for i := from; i < to; i++ {
		names = append(names, long(i)+"/go.mod")
	}
	return names
}

func ignore(t *testing.T, root, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(name)), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
