package source

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// OpenIndex is Open of what is staged: the files of git's index, the one that a hook names by GIT_INDEX_FILE included,
// unless the hook is that of another repository. Nothing of the work tree is read.
func OpenIndex(paths []string) (*Tree, error) {
	tree, err := locate(paths, false)
	if err != nil {
		return nil, err
	}
	if !tree.inGit {
		return nil, errors.New("nothing is staged outside of a git repository: scan without --staged")
	}
	here, err := find(".")
	if err != nil {
		return nil, err
	}
	tree.index, tree.hooked = true, gitRoot(here.path) == tree.Root
	tree.snapshot = &snapshot{prefix: ":"}
	return tree, nil
}

// Staged lists the paths that are staged: whose content in the index differs from a commit's, or that the commit does not
// have. With commit "", before the first one, that is every path.
func (t *Tree) Staged(ctx context.Context, commit string) ([]string, error) {
	if commit == "" {
		t.ListAhead(ctx)
		all, err := t.tracked()
		var paths []string
		for _, e := range all {
			if !announced(e) && t.holds(e.name) {
				paths = append(paths, e.name)
			}
		}
		return paths, err
	}
	changes, err := t.changes(ctx, commit)
	paths := make([]string, 0, len(changes))
	for path := range changes {
		paths = append(paths, path)
	}
	return paths, err
}

// announced tells the entries of git add --intent-to-add, which no commit takes, by their content: none. (An empty file that
// is staged looks the same here, and holds nothing either.)
func announced(e tracked) bool {
	id := hex.EncodeToString(e.id)
	return id == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391" || // SHA-1
		id == "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813" // SHA-256
}

// listIndex lists the files of the index.
func (s *selection) listIndex(ctx context.Context) error {
	s.tree.ListAhead(ctx)
	all, err := s.tree.tracked()
	if err != nil {
		return fmt.Errorf("listing what is staged: %w", err)
	}
	s.tree.snapshot.ids, s.tree.snapshot.links = map[string]string{}, map[string]string{}
	s.tree.snapshot.absent = func(path string) bool {
		_, found := slices.BinarySearchFunc(all, path, func(e tracked, path string) int { return strings.Compare(e.name, path) })
		return !found
	}
	s.addTracked(slices.DeleteFunc(slices.Clone(all), announced))
	return nil
}
