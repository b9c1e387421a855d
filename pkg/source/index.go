package source

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// OpenIndex is Open of what is staged: the files of git's index, the one that a hook names by GIT_INDEX_FILE included,
// unless the hook is that of another repository. Nothing of the work tree is read.
func OpenIndex(paths []string) (*Tree, error) {
	tree, err := locate(paths, false)
	if err != nil {
		return nil, err
	}
	if !tree.inGit && variable("GIT_DIR") != "" {
		return nil, errors.New("this work tree lies elsewhere than its repository (core.worktree, --work-tree), and .git is looked for in it and above alone: scan without --staged")
	}
	if !tree.inGit {
		return nil, errors.New("nothing is staged outside of a git repository: scan without --staged")
	}
	here, err := find(".")
	if err != nil {
		return nil, err
	}
	tree.index, tree.hooked = true, gitRoot(here.path) == tree.Root && tree.ownsIndex(variable("GIT_INDEX_FILE"))
	tree.snapshot = &snapshot{prefix: ":"}
	return tree, nil
}

// ownsIndex tells whether an index that a hook names is not one of another repository: a hook may go into a submodule.
func (t *Tree) ownsIndex(name string) bool {
	if name == "" {
		return true
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(t.Root, name)
	}
	folder, err := filepath.EvalSymlinks(filepath.Dir(name))
	if err != nil {
		return false
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() { // .git of a submodule is a file
		return false
	}
	own, err := t.gitFolder()
	if err == nil {
		own, err = filepath.EvalSymlinks(own)
	}
	return err == nil && folder == own || !isGitFolder(folder)
}

// isGitFolder tells where git keeps what is of one work tree.
func isGitFolder(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, "commondir"))
	return err == nil || isBare(folder)
}

// Staged lists the paths that are staged: whose content in the index differs from a commit's, or that the commit does not
// have. With commit "", before the first one, that is every path.
func (t *Tree) Staged(ctx context.Context, commit string) ([]string, error) {
	if commit == "" {
		t.trackAhead(ctx)
		all, err := t.tracked()
		var paths []string
		for _, e := range all {
			if !e.intended && t.holds(e.name) {
				paths = append(paths, e.name)
			}
		}
		return paths, err
	}
	changes, err := t.changes(ctx, commit)
	if err != nil {
		return nil, err
	}
	paths := slices.Collect(maps.Keys(changes.files))
	return slices.DeleteFunc(paths, func(path string) bool { return !t.holds(path) }), nil
}

// listIndex lists the files of the index. Of a file in conflict our side counts, which is stage 2.
func (s *selection) listIndex(ctx context.Context) error {
	s.tree.trackAhead(ctx)
	all, err := s.tree.tracked()
	if err != nil {
		return fmt.Errorf("listing what is staged: %w", err)
	}
	stored := s.tree.snapshot
	stored.ids, stored.links = map[string]string{}, map[string]string{}
	stored.absent = func(path string) bool {
		at, found := slices.BinarySearchFunc(all, path, compareName)
		return !found || all[at].intended
	}
	for _, e := range all {
		if e.mode == linkMode {
			stored.links[e.name] = e.object()
		}
	}
	for _, e := range s.tree.among(all) {
		if !e.intended && s.addTracked(e) && e.mode != linkMode && (e.stage == 2 || stored.ids[e.name] == "") {
			stored.ids[e.name] = e.object()
		}
	}
	return nil
}
