package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// manager is what runs hooks when something is committed.
type manager struct {
	program string // that must be installed; "" for none
	install func(h *hooks, dir string)
}

// managers are the real ones, with what the README says of them.
var managers = map[string]manager{
	"pre-commit": {"pre-commit", func(h *hooks, dir string) { h.configure(dir); h.must(dir, "pre-commit", "install") }},
	"prek":       {"prek", func(h *hooks, dir string) { h.configure(dir); h.must(dir, "prek", "install") }},
	"lefthook": {"lefthook", func(h *hooks, dir string) {
		h.document(dir, "lefthook.yml")
		h.must(dir, "lefthook", "install")
	}},
	"husky": {"husky", func(h *hooks, dir string) {
		h.document(dir, ".husky/pre-commit")
		h.must(dir, "husky")
	}},
	"plain": {"", func(h *hooks, dir string) { h.must(dir, "techcheck", "init", "--hook", "--yes") }},
}

// TestHooks commits with each of the managers: what is being committed is judged, and not what lies around.
func TestHooks(t *testing.T) {
	tools := filepath.Dir(binary(t))
	for name, m := range managers {
		t.Run(name, func(t *testing.T) {
			needs(t, "git")
			if m.program != "" {
				needs(t, m.program)
			}
			t.Parallel()
			h := &hooks{T: t, install: m.install, env: environment(t, tools), source: source(t, ".pre-commit-hooks.yaml")}
			h.commits()
		})
	}
}

// needs skips a test whose program is not installed; continuous integration must have it (.ci/run).
func needs(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return
	}
	if os.Getenv("CI") != "" {
		t.Fatal(program + " is not installed")
	}
	t.Skip(program + " is not installed")
}

// environment is that of a user with an empty home, techcheck on PATH, and what Go has fetched and built already.
func environment(t *testing.T, tools string) []string {
	t.Helper()
	env := slices.DeleteFunc(os.Environ(), func(variable string) bool {
		return strings.HasPrefix(variable, "GIT") || strings.HasPrefix(variable, "CI=") || strings.HasPrefix(variable, "TECHCHECK")
	})
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPROXY", "GOFLAGS"} {
		value, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		env = append(env, name+"="+strings.TrimSpace(string(value)))
	}
	home := t.TempDir()
	return append(env, "HOME="+home, "PRE_COMMIT_HOME="+home+"/pre-commit", "PREK_HOME="+home+"/prek", "GIT_CONFIG_NOSYSTEM=1",
		"PATH="+tools+string(os.PathListSeparator)+os.Getenv("PATH"),
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com")
}

// source makes a repository of files of this project, for managers to clone.
func source(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		from, to := filepath.Join("../..", name), filepath.Join(dir, name)
		if info, err := os.Stat(from); err == nil && info.IsDir() {
			if err := os.CopyFS(to, os.DirFS(from)); err != nil {
				t.Fatal(err)
			}
			continue
		}
		write(t, to, read(t, from))
	}
	h := &hooks{T: t, env: environment(t, "")}
	h.must(dir, "git", "init", "--quiet")
	h.must(dir, "git", "add", "--all")
	h.must(dir, "git", "commit", "--quiet", "--message=first")
	return dir
}

// hooks is one run of a manager.
type hooks struct {
	*testing.T
	install func(h *hooks, dir string)
	env     []string
	source  string // the repository that hooks come from
}

func (h *hooks) run(dir, name string, args ...string) (string, error) {
	h.Helper()
	for _, variable := range h.env { // exec looks in the test's own PATH
		if path, found := strings.CutPrefix(variable, "PATH="); found && name == "techcheck" {
			name = filepath.Join(filepath.SplitList(path)[0], name)
		}
	}
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, h.env
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (h *hooks) must(dir, name string, args ...string) string {
	h.Helper()
	out, err := h.run(dir, name, args...)
	if err != nil {
		h.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(out)
}

// document writes the file as the README shows it.
func (h *hooks) document(dir, name string) string {
	h.Helper()
	for _, block := range blocks(h.T, "../../README.md", "yml", "sh") {
		if strings.HasPrefix(block, "# "+name+"\n") {
			write(h.T, filepath.Join(dir, name), block)
			return block
		}
	}
	h.Fatalf("the README shows no %s", name)
	return ""
}

// configure writes the README's configuration of pre-commit, but for where the hooks come from. techcheck-system differs by
// its language alone from techcheck, which TestBuiltHook builds.
func (h *hooks) configure(dir string) {
	h.Helper()
	text := h.document(dir, ".pre-commit-config.yaml")
	text = strings.Replace(text, "https://github.com/dna-group/techcheck", h.source, 1)
	text = strings.Replace(text, "rev: main", "rev: "+h.must(h.source, "git", "rev-parse", "HEAD"), 1)
	write(h.T, filepath.Join(dir, ".pre-commit-config.yaml"), strings.Replace(text, "id: techcheck", "id: techcheck-system", 1))
}

const (
	bad     = `{"dependencies": {"mongoose": "^8.0.0"}}`
	good    = `{"dependencies": {"pg": "^8.0.0"}}`
	message = "package.json:1:20: error: MongoDB is disallowed"
)

// repository makes a repository with a violation in old, and good manifests in a and b.
func (h *hooks) repository() string {
	h.Helper()
	policy, err := filepath.Abs("../../testdata/demo/policy")
	if err != nil {
		h.Fatal(err)
	}
	dir := h.TempDir()
	h.must(dir, "git", "init", "--quiet", "--initial-branch=main")
	write(h.T, filepath.Join(dir, ".techcheck.toml"), "policy = '"+policy+"'\n")
	write(h.T, filepath.Join(dir, "old/package.json"), bad)
	write(h.T, filepath.Join(dir, "a/package.json"), good)
	write(h.T, filepath.Join(dir, "b/package.json"), good)
	h.must(dir, "git", "add", "--all")
	h.must(dir, "git", "commit", "--quiet", "--message=first")
	return dir
}

// commits is what must pass and what must not.
func (h *hooks) commits() {
	dir := h.repository()
	h.install(h, dir)
	h.must(dir, "git", "add", "--all")
	h.commit(dir, "the manager", "", "--message=manager", "--allow-empty")

	h.set(dir, "a", bad, good)
	h.commit(dir, "staged bad, around good", "a/"+message, "--message=x")
	h.set(dir, "a", good+"\n", bad)
	h.commit(dir, "staged good, around bad", "", "--message=x")

	h.set(dir, "a", good, good)
	h.set(dir, "b", bad, bad)
	h.commit(dir, "a part that is good", "", "--message=x", "a/package.json")
	h.commit(dir, "a part that is bad", "b/"+message, "--message=x", "b/package.json")
	h.commit(dir, "all that is tracked", "b/"+message, "--message=x", "--all")
	h.must(dir, "git", "reset", "--quiet", "--hard")

	h.must(dir, "git", "mv", "old", "moved")
	h.commit(dir, "a rename", "", "--message=x")

	h.merge(dir)

	tree := filepath.Join(h.TempDir(), "tree")
	h.must(dir, "git", "worktree", "add", "--quiet", tree)
	if _, err := os.Stat(filepath.Join(dir, ".husky/_")); err == nil {
		h.must(tree, "husky") // writes .husky/_, which git ignores, once in each worktree
	}
	h.set(tree, "a", bad, good)
	h.commit(tree, "a worktree", "a/"+message, "--message=x")

	outer := h.repository()
	h.must(outer, "git", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", h.repository(), "lib")
	library := filepath.Join(outer, "lib")
	h.install(h, library)
	h.set(library, "b", bad, good)
	h.commit(library, "a submodule", "b/"+message, "--message=x")
}

// merge commits a merge whose conflict is solved: what the other side has is not judged again.
func (h *hooks) merge(dir string) {
	h.Helper()
	h.must(dir, "git", "checkout", "--quiet", "-b", "topic")
	h.set(dir, "a", `{"dependencies": {"pg": "^8.1.0"}}`, "")
	h.commit(dir, "one side", "", "--message=x")
	h.must(dir, "git", "checkout", "--quiet", "main")
	h.set(dir, "a", `{"dependencies": {"pg": "^8.2.0"}}`, "")
	h.set(dir, "b", bad, bad)
	h.commit(dir, "the other side", "", "--message=x", "--no-verify")
	h.must(dir, "git", "checkout", "--quiet", "topic")
	if out, err := h.run(dir, "git", "merge", "main"); err == nil {
		h.Fatalf("the sides do not conflict\n%s", out)
	}
	h.set(dir, "a", `{"dependencies": {"pg": "^8.3.0"}}`, "")
	h.commit(dir, "a merge", "", "--message=x")
}

// set stages a manifest, and writes another one in its place; "": the same.
func (h *hooks) set(dir, folder, staged, around string) {
	h.Helper()
	name := filepath.Join(dir, folder, "package.json")
	write(h.T, name, staged)
	h.must(dir, "git", "add", name)
	if around != "" {
		write(h.T, name, around)
	}
}

// commit commits, which must fail with a finding if there is one to expect.
func (h *hooks) commit(dir, what, finding string, args ...string) {
	h.Helper()
	out, err := h.run(dir, "git", append([]string{"commit"}, args...)...)
	if (err != nil) != (finding != "") || !strings.Contains(out, finding) {
		h.Errorf("%s: %v, want %q\n%s", what, err, finding, out)
	}
}

// TestTryRepo tries the hooks as those who think of using them do, and lets pre-commit check their manifest.
func TestTryRepo(t *testing.T) {
	tools := filepath.Dir(binary(t))
	for _, program := range []string{"pre-commit", "prek"} {
		t.Run(program, func(t *testing.T) {
			needs(t, "git")
			needs(t, program)
			h := &hooks{T: t, env: environment(t, tools), source: source(t, ".pre-commit-hooks.yaml")}
			h.must(h.source, program, "validate-manifest", ".pre-commit-hooks.yaml")
			h.try(program, "techcheck-system", bad, bad, "a/"+message)
			h.try(program, "techcheck-system", bad, good, "a/"+message)
			h.try(program, "techcheck-system", good+"\n", bad, "")
		})
	}
}

// TestPush pushes what has been committed past the hook of commits: the same hook before a push is about the commits.
func TestPush(t *testing.T) {
	tools := filepath.Dir(binary(t))
	for _, program := range []string{"pre-commit", "prek"} {
		t.Run(program, func(t *testing.T) {
			needs(t, "git")
			needs(t, program)
			h := &hooks{T: t, env: environment(t, tools), source: source(t, ".pre-commit-hooks.yaml")}
			dir := h.repository()
			h.configure(dir)
			h.must(dir, "git", "add", "--all")
			h.must(dir, "git", "commit", "--quiet", "--message=second")
			h.must(dir, "git", "clone", "--quiet", "--bare", dir, "../"+filepath.Base(dir)+".git")
			h.must(dir, "git", "remote", "add", "origin", "../"+filepath.Base(dir)+".git")
			h.must(dir, "git", "fetch", "--quiet", "origin")
			h.must(dir, "git", "remote", "set-head", "origin", "main")
			h.must(dir, program, "install", "--hook-type=pre-push")

			h.set(dir, "a", bad, good)
			h.must(dir, "git", "commit", "--quiet", "--message=bad")
			for _, args := range [][]string{{"git", "push", "origin", "HEAD:topic"}, {program, "run", "--from-ref=origin/main", "--to-ref=HEAD"}} {
				if out, err := h.run(dir, args[0], args[1:]...); err == nil || !strings.Contains(out, "a/"+message) {
					h.Errorf("%s: %v, want a finding\n%s", strings.Join(args, " "), err, out)
				}
			}
			h.must(dir, "git", "add", "--all")
			h.must(dir, "git", "commit", "--quiet", "--message=good")
			h.must(dir, "git", "push", "origin", "HEAD:topic")
		})
	}
}

// TestEachHook commits what each of the hooks must let pass, and what not, all of them installed at once. What runs is the
// techcheck on PATH, as TestBuiltHook builds one.
func TestEachHook(t *testing.T) {
	tools := filepath.Dir(binary(t))
	manifest := ".pre-commit-hooks.yaml"
	for _, program := range []string{"pre-commit", "prek"} {
		t.Run(program, func(t *testing.T) {
			needs(t, "git")
			needs(t, program)
			h := &hooks{T: t, env: environment(t, tools), source: source(t, manifest)}
			path := filepath.Join(h.source, manifest)
			write(t, path, strings.ReplaceAll(read(t, path), "language: golang", "language: system"))
			h.must(h.source, "git", "commit", "--quiet", "--all", "--message=second")
			dir := h.repository()
			h.must(dir, "git", "rm", "--quiet", "old/package.json") // its violation is not new, and yet found by techcheck-full
			h.every(dir)
			h.must(dir, program, "install")
			h.must(dir, "git", "add", "--all")
			h.commit(dir, "all is well", "", "--message=x")

			h.set(dir, "a", bad, "")
			h.commit(dir, "a manifest", "a/"+message, "--message=x")
			h.must(dir, "git", "commit", "--quiet", "--no-verify", "--message=x")
			h.commit(dir, "a manifest that is not staged", "a/"+message, "--message=x", "--allow-empty")
			h.set(dir, "a", good, "")

			sound := read(t, filepath.Join(dir, "policy/settings.yaml"))
			write(t, filepath.Join(dir, "policy/settings.yaml"), sound+"  enforced: new\n")
			h.commit(dir, "a policy", "policy/settings.yaml:5:3: problem", "--message=x", "--all")
			write(t, filepath.Join(dir, "policy/settings.yaml"), sound)

			h.env = append(h.env, "SKIP=techcheck-full") // which reads what lies around
			exceptions := filepath.Join(dir, ".techcheck/exceptions")
			write(t, filepath.Join(exceptions, "lies-around.toml"), "not =")
			h.commit(dir, "an exception that is not staged", "", "--message=x", "--all")
			write(t, filepath.Join(exceptions, "staged.toml"), "nor =")
			h.must(dir, "git", "add", filepath.Join(exceptions, "staged.toml"))
			h.commit(dir, "an exception", ".techcheck/exceptions/staged.toml:1", "--message=x")
		})
	}
}

// every writes a configuration with every hook of the source, but the one that techcheck-system is, too. The policy to verify
// is a copy of the one that judges.
func (h *hooks) every(dir string) {
	h.Helper()
	if err := os.CopyFS(filepath.Join(dir, "policy"), os.DirFS("../../testdata/demo/policy")); err != nil {
		h.Fatal(err)
	}
	text := "repos:\n  - repo: " + h.source + "\n    rev: " + h.must(h.source, "git", "rev-parse", "HEAD") + "\n    hooks:\n"
	for line := range strings.Lines(read(h.T, filepath.Join(h.source, ".pre-commit-hooks.yaml"))) {
		switch id, found := strings.CutPrefix(strings.TrimSpace(line), "- id: "); {
		case !found || id == "techcheck-system":
		case id == "techcheck-policy":
			text += "      - {id: techcheck-policy, args: [policy]}\n"
		default:
			text += "      - id: " + id + "\n"
		}
	}
	write(h.T, filepath.Join(dir, ".pre-commit-config.yaml"), text)
}

// TestBuiltHook lets pre-commit and prek build techcheck from a clone, as the hook techcheck does.
func TestBuiltHook(t *testing.T) {
	if os.Getenv("CI") == "" {
		t.Skip("it builds techcheck once for each manager, which takes minutes: set CI=true to run it")
	}
	for _, program := range []string{"pre-commit", "prek"} {
		t.Run(program, func(t *testing.T) {
			needs(t, "git")
			needs(t, program)
			h := &hooks{T: t, env: environment(t, ""), source: source(t, ".pre-commit-hooks.yaml", "go.mod", "go.sum", "cmd", "pkg", "policies")}
			h.try(program, "techcheck", bad, good, "a/"+message)
		})
	}
}

// try runs a hook by try-repo, with one manifest staged and another one in its place. It must fail with the finding, if
// there is one to expect.
func (h *hooks) try(program, hook, staged, around, finding string) {
	h.Helper()
	dir := h.repository()
	h.set(dir, "a", staged, around)
	out, err := h.run(dir, program, "try-repo", h.source, hook, "--verbose")
	if (err != nil) != (finding != "") || !strings.Contains(out, finding) {
		h.Errorf("staged %s, around %s: %v, want %q\n%s", staged, around, err, finding, out)
	}
}
