package source

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestBase(t *testing.T) {
	root := newRepository(t, "same/go.mod", "changed/go.mod", "deleted/go.mod", "untracked-since/go.mod", "node_modules/a/go.mod", "readme.txt")
	base := git(t, root, "rev-parse", "HEAD")
	appendTo(t, root, "changed/go.mod", "more")
	git(t, root, "commit", "--quiet", "--all", "--message=change")
	git(t, root, "rm", "--quiet", "deleted/go.mod")
	git(t, root, "rm", "--quiet", "--cached", "untracked-since/go.mod")
	write(t, root, "added/go.mod", "new/go.mod")
	git(t, root, "add", "added/go.mod")
	if err := os.Chtimes(filepath.Join(root, "same", "go.mod"), time.Unix(0, 0), time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}

	tree := open(t, root, listing{})
	check(t, tree, []string{"added/go.mod", "changed/go.mod", "new/go.mod", "same/go.mod", "untracked-since/go.mod"}, map[string]int{"vendored": 1})
	before, err := tree.Base(t.Context(), base, Options{Match: isManifest})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, path := range []string{"same/go.mod", "changed/go.mod", "deleted/go.mod", "untracked-since/go.mod"} {
		want[path] = path // write makes a file hold its name
	}
	got := map[string]string{}
	for _, path := range before.Paths {
		got[path] = content(t, before, path)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files of the base (-want +got):\n%s", diff)
	}
	if got := content(t, before, "readme.txt"); got != "readme.txt" {
		t.Errorf("a file that is not listed holds %q", got)
	}

	at := revision(t, root, "HEAD")
	before, err = at.Base(t.Context(), base, Options{Match: isManifest})
	if err != nil {
		t.Fatal(err)
	}
	if got := content(t, before, "changed/go.mod"); got != "changed/go.mod" {
		t.Errorf("of a revision's base, changed/go.mod holds %q", got)
	}
}

func TestMergeBase(t *testing.T) {
	root := newRepository(t, "go.mod")
	base := git(t, root, "rev-parse", "HEAD")
	git(t, root, "checkout", "--quiet", "-b", "topic")
	git(t, root, "commit", "--quiet", "--allow-empty", "--message=topic")
	git(t, root, "checkout", "--quiet", "main")
	git(t, root, "commit", "--quiet", "--allow-empty", "--message=main")
	git(t, root, "merge", "--quiet", "--no-edit", "topic")

	tree := open(t, root, listing{})
	if got, err := tree.MergeBase(t.Context(), "main^1", "topic"); got != base || err != nil {
		t.Errorf("merge base %s (%v), want %s", got, err, base)
	}
	parents, err := tree.Parents(t.Context(), "main")
	want := []string{git(t, root, "rev-parse", "main^1"), git(t, root, "rev-parse", "topic")}
	if diff := cmp.Diff(want, parents); diff != "" || err != nil {
		t.Errorf("parents (-want +got):\n%s%v", diff, err)
	}
	ids, err := tree.Find(t.Context(), "absent", "topic", "a\nb", "--help", Head)
	want = []string{"", git(t, root, "rev-parse", "topic"), "", "", git(t, root, "rev-parse", "HEAD")}
	if diff := cmp.Diff(want, ids); diff != "" || err != nil {
		t.Errorf("ids (-want +got):\n%s%v", diff, err)
	}
}

// TestBaseOfLinks holds that a base follows the symbolic links that it had, and takes neither links nor submodules for manifests.
func TestBaseOfLinks(t *testing.T) {
	root := newRepository(t, "real/a.txt", "real/b.txt", "real.txt")
	links := map[string]string{"same.txt": "./real/a.txt", "turned.txt": "./real/a.txt", "folder": "real", "linked/go.mod": "../real.txt"}
	mkdir(t, root, "linked")
	link := func(name, target string) {
		t.Helper()
		in := filepath.Join(root, filepath.FromSlash(name))
		_ = os.Remove(in) // of an earlier link
		if err := os.Symlink(filepath.FromSlash(target), in); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
	}
	for name, target := range links {
		link(name, target)
	}
	git(t, root, "add", "--all")
	git(t, root, "update-index", "--add", "--cacheinfo", "160000,"+git(t, root, "rev-parse", "HEAD")+",module/go.mod")
	git(t, root, "commit", "--quiet", "--message=links")
	base := git(t, root, "rev-parse", "HEAD")
	for name, target := range links { // likewise, but other files to the system
		link(name, target)
	}
	link("turned.txt", "./real/b.txt")
	git(t, root, "commit", "--quiet", "--message=turned", "turned.txt")

	for _, tree := range []*Tree{open(t, root, listing{}), revision(t, root, "HEAD")} {
		before, err := tree.Base(t.Context(), base, Options{Match: isManifest})
		if err != nil {
			t.Fatal(err)
		}
		if len(before.Paths) > 0 || before.Touched("linked/go.mod") {
			t.Errorf("%s: manifests are %q, touched %t", tree.Sort(), before.Paths, before.Touched("linked/go.mod"))
		}
		for name, want := range map[string]string{"same.txt": "real/a.txt", "turned.txt": "real/a.txt", "folder/b.txt": "real/b.txt"} {
			if got := content(t, before, name); got != want {
				t.Errorf("%s: in the base, %s holds %q", tree.Sort(), name, got)
			}
		}
	}
}
