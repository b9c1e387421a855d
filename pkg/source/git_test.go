package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEnvironment scans one repository while a hook of another one, or its own configuration, names other places.
func TestEnvironment(t *testing.T) {
	other := newRepository(t, "other/go.mod")
	root := newRepository(t, "go.mod")
	git(t, root, "config", "core.worktree", tempDir(t))
	t.Setenv("GIT_DIR", filepath.Join(other, ".git"))
	t.Setenv("GIT_WORK_TREE", other)
	t.Setenv("GIT_INDEX_FILE", filepath.Join(other, ".git", "index"))
	check(t, open(t, root, listing{}), []string{"go.mod"}, nil)
}

func TestConfiguredProgramDoesNotRun(t *testing.T) {
	root := newRepository(t, "go.mod")
	mark := filepath.Join(tempDir(t), "ran")
	hook := filepath.Join(tempDir(t), "fsmonitor")
	if err := os.WriteFile(hook, []byte("#!/bin/sh\ntouch '"+mark+"'\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	git(t, root, "config", "core.fsmonitor", hook)
	tree := open(t, root, listing{})
	if _, err := tree.Find(t.Context(), Head); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(mark); err == nil {
		t.Error("git ran the repository's core.fsmonitor")
	}
}

func TestGitFailures(t *testing.T) {
	broken := newRepository(t, "sub/go.mod")
	write(t, broken, "sub/.git/empty")
	root := newRepository(t, "go.mod")

	t.Run("not a repository", func(t *testing.T) {
		fails(t, filepath.Join(broken, "sub"), "not a git repository", "--all")
	})
	t.Run("dubious ownership", func(t *testing.T) {
		t.Setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
		fails(t, root, "git config --global --add safe.directory '"+root+"'")
	})
	t.Run("no git", func(t *testing.T) {
		t.Setenv("PATH", tempDir(t))
		fails(t, root, "install git", "--all")
	})
}

// fails expects that asking git says all of want.
func fails(t *testing.T, path string, want ...string) {
	t.Helper()
	tree, err := Open([]string{path}, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close() })
	_, err = tree.Find(t.Context(), Head)
	for _, text := range want {
		if err == nil || !strings.Contains(err.Error(), text) {
			t.Errorf("error %v, want %q", err, text)
		}
	}
}
