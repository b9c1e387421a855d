package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// NewCommit is what Branch commits.
type NewCommit struct {
	Branch  string            // to make
	Parent  string            // the commit that it starts from
	Message string            // the first line, a blank one, the rest
	Files   map[string][]byte // by path; none of them is in the parent
}

// Branch commits new files alone, on a branch that is not there yet, and gives the commit's id. It is the one thing that is
// written to a repository's history: work tree, index and the current branch stay as they are, and no hook runs. Author and
// committer are those of git's configuration.
func (t *Tree) Branch(ctx context.Context, c *NewCommit) (id string, err error) {
	if err := t.CanBranch(ctx, c.Branch); err != nil {
		return "", err
	}
	tree, err := t.treeWith(ctx, c)
	if err != nil {
		return "", err
	}
	committed, _, err := t.feed(ctx, nil, c.Message, "commit-tree", tree, "-p", c.Parent, "-F", "-")
	switch {
	case err != nil && strings.Contains(err.Error(), "ident"): // Author identity unknown, empty ident name
		return "", errors.New(`git does not know who you are: git config --global user.name "Your Name", and user.email`)
	case err != nil:
		return "", fmt.Errorf("committing: %w", err)
	}
	id = strings.TrimSpace(committed)
	if _, _, err := t.run(ctx, "update-ref", heads+c.Branch, id, strings.Repeat("0", len(id))); err != nil {
		return "", fmt.Errorf("making the branch %s: %w", c.Branch, err)
	}
	return id, nil
}

const heads = "refs/heads/"

// CanBranch says why a branch of this name cannot be made; nil if it can.
func (t *Tree) CanBranch(ctx context.Context, name string) error {
	if !t.inGit {
		return errors.New("there is no git repository here to make a branch in: leave --branch out")
	}
	if read, err := t.value(ctx, "check-ref-format", "--branch", name); err != nil || read != name {
		return fmt.Errorf("%q is no name of a branch: name another one with --branch=NAME", name)
	}
	known, err := t.Find(ctx, heads+name)
	if err == nil && known[0] != "" {
		err = fmt.Errorf("the branch %s is there already: name another one with --branch=NAME", name)
	}
	return err
}

// treeWith writes the parent's tree with the new files, by an index of its own.
func (t *Tree) treeWith(ctx context.Context, c *NewCommit) (id string, err error) {
	dir, err := os.MkdirTemp("", "techcheck-index-*")
	if err != nil {
		return "", fmt.Errorf("making a folder for an index: %w", err)
	}
	defer os.RemoveAll(dir) //nolint:errcheck // what stays of it is in the folder of temporary files
	index := []string{"GIT_INDEX_FILE=" + filepath.Join(dir, "index")}
	if _, _, err := t.feed(ctx, index, "", "-c", "core.splitIndex=false", "read-tree", c.Parent); err != nil {
		return "", fmt.Errorf("reading the branch's files: %w", err)
	}
	for path, data := range c.Files {
		blob, _, err := t.feed(ctx, nil, string(data), "hash-object", "-w", "--no-filters", "--stdin")
		if err != nil {
			return "", fmt.Errorf("storing %s: %w", path, err)
		}
		entry := "100644," + strings.TrimSpace(blob) + "," + path
		if _, _, err := t.feed(ctx, index, "", "-c", "core.splitIndex=false", "update-index", "--add", "--cacheinfo", entry); err != nil {
			return "", fmt.Errorf("adding %s: %w", path, err)
		}
	}
	// What a partial clone has not fetched is not missed: it is the parent's.
	tree, _, err := t.feed(ctx, index, "", "write-tree", "--missing-ok")
	if err != nil {
		return "", fmt.Errorf("writing the branch's files: %w", err)
	}
	return strings.TrimSpace(tree), nil
}
