package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBranch holds that a branch is made and nothing else changes: not what is staged, not what is edited, no hook runs.
func TestBranch(t *testing.T) {
	root := newRepository(t, "go.mod", "a/x.txt")
	git(t, root, "tag", "first")
	write(t, root, "staged.txt")
	git(t, root, "add", "staged.txt")
	git(t, root, "commit", "--quiet", "--message=second")
	appendTo(t, root, "staged.txt", "staged\n")
	git(t, root, "add", "staged.txt")
	appendTo(t, root, "staged.txt", "edited\n")
	ran := filepath.Join(root, "ran")
	hooks := filepath.Join(root, ".git", "hooks")
	if err := os.MkdirAll(hooks, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, hook := range []string{"pre-commit", "reference-transaction", "post-index-change", "post-commit"} {
		if err := os.WriteFile(filepath.Join(hooks, hook), []byte("#!/bin/sh\ntouch "+ran+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	state := func() []string {
		return []string{
			git(t, root, "-c", "core.hooksPath=/dev/null", "status", "--porcelain"), git(t, root, "symbolic-ref", "HEAD"),
			git(t, root, "rev-parse", "HEAD"), git(t, root, "ls-files", "--stage"),
		}
	}
	before := state()

	tree := open(t, root, listing{})
	first := strings.TrimSpace(git(t, root, "rev-parse", "first"))
	c := &NewCommit{
		Branch: "exception/x", Parent: first, Message: "Ask\n\nWhy.",
		Files: map[string][]byte{"a/b/x.toml": []byte("x = 1\r\n"), "a/b/y.toml": []byte("y\n")},
	}
	id, err := tree.Branch(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, state()); diff != "" {
		t.Errorf("more than the branch has changed:\n%s", diff)
	}
	if _, err := os.Stat(ran); err == nil {
		t.Error("a hook ran")
	}
	if got := strings.TrimSpace(git(t, root, "rev-parse", "exception/x")); got != id {
		t.Errorf("the branch is at %s, not at %s", got, id)
	}
	if got := git(t, root, "diff", "--name-status", "first", "exception/x"); got != "A\ta/b/x.toml\nA\ta/b/y.toml" {
		t.Errorf("it brings %q", got)
	}
	if got := git(t, root, "show", "exception/x:a/b/x.toml"); got != "x = 1" {
		t.Errorf("it holds %q", got)
	}
	if got := git(t, root, "show", "-s", "--format=%P %B", "exception/x"); strings.TrimSpace(got) != first+" Ask\n\nWhy." {
		t.Errorf("the commit is %q", got)
	}

	for branch, want := range map[string]string{"exception/x": "is there already", "-x": "no name of a branch", "a..b": "no name of a branch", "@{-1}": "no name of a branch"} {
		c.Branch = branch
		if _, err := tree.Branch(t.Context(), c); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", branch, err, want)
		}
	}
}

// TestBranchInPartialClone holds that nothing has to be fetched, and that a linked worktree is as good as any.
func TestBranchInPartialClone(t *testing.T) {
	root := newRepository(t, "go.mod", "a/x.txt")
	git(t, root, "config", "uploadpack.allowFilter", "true")
	partial := filepath.Join(tempDir(t), "partial")
	git(t, root, "clone", "--quiet", "--no-checkout", "--filter=blob:none", "file://"+root, partial)
	linked := filepath.Join(tempDir(t), "linked")
	git(t, partial, "worktree", "add", "--quiet", "--no-checkout", linked)
	git(t, linked, "read-tree", "HEAD")
	head := git(t, root, "rev-parse", "HEAD")
	tree := open(t, linked, listing{})
	if _, err := tree.Branch(t.Context(), &NewCommit{Branch: "x", Parent: head, Message: "m", Files: map[string][]byte{"a/y.txt": []byte("y\n")}}); err != nil {
		t.Fatal(err)
	}
	if got := git(t, partial, "ls-tree", "-r", "--name-only", "x"); got != "a/x.txt\na/y.txt\ngo.mod" {
		t.Errorf("the branch holds %q", got)
	}
}

// TestHistory reads who changed what: renames are followed, and a merge shows what it brings itself.
func TestHistory(t *testing.T) {
	root := newRepository(t, "f/readme", "other/x")
	t.Setenv("GIT_AUTHOR_NAME", "Ada \x01Lovelace")
	commit := func(message string) {
		git(t, root, "add", "--all")
		git(t, root, "commit", "--quiet", "--message="+message)
	}
	appendTo(t, root, "f/x.toml", "a = 1\nb = 2\nc = 3\n")
	commit("first")
	appendTo(t, root, "other/x", "more\n")
	commit("of no interest")
	git(t, root, "mv", "f/x.toml", "f/\x01y.toml")
	appendTo(t, root, "f/\x01y.toml", "d = 4\n")
	commit("renamed")
	git(t, root, "checkout", "--quiet", "-b", "side")
	appendTo(t, root, "f/side.toml", "s\n")
	commit("side")
	git(t, root, "checkout", "--quiet", "-")
	git(t, root, "merge", "--quiet", "--no-ff", "--no-commit", "side")
	appendTo(t, root, "f/side.toml", "evil\n")
	commit("merged, and changed by the way")
	git(t, root, "rm", "--quiet", "f/side.toml")
	commit("removed")

	tree := open(t, root, listing{})
	head := strings.TrimSpace(git(t, root, "rev-parse", "HEAD"))
	h, err := tree.History(t.Context(), head, "f")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range h.Commits {
		if len(c.ID) != len(head) || c.Author.Name != "Ada \x01Lovelace" && c.Author.Name != "a" || !strings.Contains(c.Author.When, "T") {
			t.Errorf("a commit is %+v", c)
		}
		for _, change := range c.Changes {
			got = append(got, strings.Join([]string{change.From, change.Path, string(h.Data[change.Before]), string(h.Data[change.After])}, "|"))
		}
	}
	want := []string{
		"|f/readme||f/readme",
		"|f/x.toml||a = 1\nb = 2\nc = 3\n",
		"f/x.toml|f/\x01y.toml|a = 1\nb = 2\nc = 3\n|a = 1\nb = 2\nc = 3\nd = 4\n",
		"|f/side.toml||s\n",
		"|f/side.toml|s\n|s\nevil\n", // of the merge
		"|f/side.toml|s\nevil\n|",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if h.Shallow {
		t.Error("it is called shallow")
	}

	shallow := filepath.Join(tempDir(t), "shallow")
	git(t, root, "clone", "--quiet", "--depth=1", "file://"+root, shallow)
	if h, err := open(t, shallow, listing{}).History(t.Context(), head, "f"); err != nil || !h.Shallow {
		t.Errorf("a shallow clone: %v, %v", h, err)
	}
}
