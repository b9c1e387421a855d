package source

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// value gives the one line that git prints; "" outside a repository, or if git has nothing to tell.
func (t *Tree) value(ctx context.Context, args ...string) (string, error) {
	if !t.inGit {
		return "", nil
	}
	line, _, err := t.run(ctx, args...)
	if exitedOne(err) {
		return "", nil
	}
	return strings.TrimSuffix(line, "\n"), err
}

// run runs git at the root and gives what it printed. Git starts no program that the repository's configuration names,
// fetches nothing, asks nothing, and writes nothing but what Branch says. What the environment says of another repository (as in a hook) does not
// count, but for the index that is to be read, nor does a repository further up, if the root's .git is none.
func (t *Tree) run(ctx context.Context, args ...string) (stdout, stderr string, err error) {
	return t.feed(ctx, nil, "", args...)
}

// feed is run with an input, and with variables beside those of the environment.
func (t *Tree) feed(ctx context.Context, variables []string, input string, args ...string) (stdout, stderr string, err error) {
	var out, errs strings.Builder
	cmd := t.git(ctx, args...)
	cmd.Env = append(cmd.Env, variables...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if input != "" {
		cmd.Stdin = strings.NewReader(input)
	}
	err = cmd.Run()
	switch {
	case ctx.Err() != nil:
		return "", "", ctx.Err()
	case err != nil:
		return "", "", t.explain(err, errs.String())
	}
	return out.String(), errs.String(), nil
}

func (t *Tree) git(ctx context.Context, args ...string) *exec.Cmd {
	place := "--work-tree=."
	if t.bare {
		place = "--git-dir=."
	}
	hardened := []string{"--no-optional-locks", "--no-replace-objects", place, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"}
	cmd := exec.CommandContext(ctx, "git", append(hardened, args...)...)
	cmd.Dir = t.Root
	cmd.Env = append(slices.DeleteFunc(cmd.Environ(), func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		return slices.Contains(repositoryVariables, name) && !(t.hooked && name == "GIT_INDEX_FILE") && !(t.receives() && slices.Contains(quarantineVariables, name))
	}),
		"GIT_CEILING_DIRECTORIES="+filepath.Dir(t.Root),
		"GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C")
	return cmd
}

// repositoryVariables are those by which a hook points git at its own repository: those of git rev-parse --local-env-vars but for the
// ones that carry configuration, such as safe.directory in CI.
var repositoryVariables = []string{
	"GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE",
	"GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NO_REPLACE_OBJECTS", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX",
	"GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
}

// variables are what the environment tells programs that are started from here, as git tells its hooks.
func variables() []string { return new(exec.Cmd).Environ() }

// variable gives the value of one; "" if there is none.
func variable(name string) string {
	for _, v := range variables() {
		if value, found := strings.CutPrefix(v, name+"="); found {
			return value
		}
	}
	return ""
}

// quarantineVariables are those by which the hooks of a server find what is pushed, before it is taken.
var quarantineVariables = []string{"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"}

// receives tells whether this is the repository that a hook such as pre-receive is about (git-receive-pack(1), Quarantine environment).
func (t *Tree) receives() bool {
	quarantine := variable("GIT_QUARANTINE_PATH")
	if !filepath.IsAbs(quarantine) {
		return false
	}
	objects := filepath.Join(t.Root, ".git", "objects")
	if t.bare {
		objects = filepath.Join(t.Root, "objects")
	}
	return filepath.Dir(quarantine) == objects
}

// explain says what to do about a git that failed.
func (t *Tree) explain(err error, stderr string) error {
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return errors.New("this is a git repository, and git is not on PATH: install git, or scan without it (--all)")
	case strings.Contains(stderr, "dubious ownership"):
		return fmt.Errorf("git does not trust a repository that another user owns: if you do, run git config --global --add safe.directory '%s'", t.Root)
	}
	if strings.Contains(stderr, "promisor remote") {
		return errMissing
	}
	return fmt.Errorf("git failed (%s; %w): repair the repository, or scan without git (--all)", strings.TrimSpace(stderr), err)
}

// exitedOne tells whether git ended with status 1, its plain no.
func exitedOne(err error) bool {
	var exit *exec.ExitError
	return errors.As(err, &exit) && exit.ExitCode() == 1
}
