package source

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
)

// Hooks gives the folder of the repository's hooks, as git finds them, and what core.hooksPath says; "" if nothing.
func (t *Tree) Hooks(ctx context.Context) (folder, configured string, err error) {
	if !t.inGit {
		return "", "", errors.New("there is no git repository here: make one by git init")
	}
	// The last value is what run says itself.
	values, err := t.value(ctx, "config", "--type=path", "--get-all", "core.hooksPath")
	if err != nil {
		return "", "", err
	}
	lines := strings.Split(values, "\n")
	if len(lines) > 1 {
		configured = lines[len(lines)-2]
		return t.absolute(configured), configured, nil
	}
	common, err := t.value(ctx, "rev-parse", "--git-common-dir")
	return filepath.Join(t.absolute(common), "hooks"), "", err
}

// absolute gives a path that git names from the root.
func (t *Tree) absolute(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(t.Root, path)
}

// DefaultBranch gives the name of the remote's default branch, else of the one that is checked out; "" if git tells none.
func (t *Tree) DefaultBranch(ctx context.Context) (string, error) {
	name, err := t.value(ctx, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
	if name != "" || err != nil {
		return strings.TrimPrefix(name, "origin/"), err
	}
	return t.value(ctx, "symbolic-ref", "--quiet", "--short", Head)
}

// Clone says what a clone leaves out: history, content, or files of the work tree.
type Clone struct{ Shallow, Partial, Sparse bool }

// Clone tells what kind of a clone the repository is.
func (t *Tree) Clone(ctx context.Context) (c Clone, err error) {
	if !t.inGit {
		return c, nil
	}
	ask := func(answer *bool, args ...string) {
		if err == nil {
			var line string
			line, err = t.value(ctx, args...)
			*answer = line != "" && line != "false"
		}
	}
	ask(&c.Shallow, "rev-parse", "--is-shallow-repository")
	ask(&c.Partial, "config", "--get-regexp", `^remote\..*\.partialclonefilter$`)
	ask(&c.Sparse, "config", "--type=bool", "--get", "core.sparseCheckout")
	return c, err
}
