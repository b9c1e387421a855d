package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestPreCommit runs the hook of .pre-commit-hooks.yaml by the real pre-commit: it judges what is staged, and not what lies
// around. The hook that builds techcheck differs by its language alone, and would take minutes.
func TestPreCommit(t *testing.T) {
	preCommit, err := exec.LookPath("pre-commit")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("pre-commit is not installed")
		}
		t.Skip("pre-commit is not installed")
	}
	hooks, err := filepath.Abs("../../.pre-commit-hooks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	tools := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", filepath.Join(tools, "techcheck"), ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run := func(dir, name string, args ...string) (string, error) {
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "PATH="+tools+string(os.PathListSeparator)+os.Getenv("PATH"), "PRE_COMMIT_HOME="+filepath.Join(tools, "cache"), "TECHCHECK_CACHE_DIR="+filepath.Join(tools, "techcheck"),
			"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com")
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	must := func(dir, name string, args ...string) {
		t.Helper()
		if out, err := run(dir, name, args...); err != nil {
			t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
		}
	}
	must(".", preCommit, "validate-manifest", hooks)

	source, repository := t.TempDir(), t.TempDir()
	write(t, filepath.Join(source, ".pre-commit-hooks.yaml"), read(t, hooks))
	for _, dir := range []string{source, repository} {
		must(dir, "git", "init", "--quiet")
		must(dir, "git", "add", "--all")
		must(dir, "git", "commit", "--quiet", "--allow-empty", "--message=first")
	}
	policy, err := filepath.Abs("../../testdata/demo/policy")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(repository, ".techcheck.toml"), "policy = '"+policy+"'\n")
	bad, good := `{"dependencies": {"mongoose": "^8.0.0"}}`, `{"dependencies": {"pg": "^8.0.0"}}`
	manifest := filepath.Join(repository, "package.json")
	for _, test := range []struct {
		name, staged, around string
		fails                bool
	}{
		{"staged bad", bad, bad, true},
		{"staged bad, around good", bad, good, true},
		{"staged good, around bad", good, bad, false},
	} {
		write(t, manifest, test.staged)
		must(repository, "git", "add", "--all")
		write(t, manifest, test.around)
		out, err := run(repository, preCommit, "try-repo", source, "techcheck-system", "--verbose")
		if (err != nil) != test.fails || test.fails != strings.Contains(out, "package.json:1:20: error: MongoDB is disallowed") {
			t.Errorf("%s: %v\n%s", test.name, err, out)
		}
	}
}
