package source

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// OpenIndex is Open of what is staged: the files of git's index, the one that a hook names by GIT_INDEX_FILE included.
// Nothing of the work tree is read.
func OpenIndex(path string) (*Tree, error) {
	tree, err := locate(path, false)
	if err != nil {
		return nil, err
	}
	if !tree.inGit {
		return nil, errors.New("nothing is staged outside of a git repository: scan without --staged")
	}
	tree.index = true
	tree.snapshot = &snapshot{prefix: ":"}
	return tree, nil
}

// Staged lists the paths that are staged: whose content in the index differs from a commit's, or that the commit does not
// have. With commit "", before the first one, that is every path.
func (t *Tree) Staged(ctx context.Context, commit string) ([]string, error) {
	if commit == "" {
		listed, _, err := t.run(ctx, "ls-files", "-z")
		return strings.FieldsFunc(listed, func(r rune) bool { return r == 0 }), err
	}
	changes, err := t.changes(ctx, commit)
	paths := make([]string, 0, len(changes))
	for path := range changes {
		paths = append(paths, path)
	}
	return paths, err
}

// listIndex lists the files of the index.
func (s *selection) listIndex(ctx context.Context) error {
	s.tree.ListAhead(ctx)
	all, err := s.tree.tracked()
	if err != nil {
		return fmt.Errorf("listing what is staged: %w", err)
	}
	s.tree.snapshot.ids = map[string]string{}
	s.tree.snapshot.absent = func(path string) bool {
		_, found := slices.BinarySearchFunc(all, path, func(e tracked, path string) int { return strings.Compare(e.name, path) })
		return !found
	}
	s.addTracked(all)
	return nil
}
