package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/source"
)

// narrowToStaged narrows what is scanned to the manifests that are staged, and tells whether nothing relevant is, so that a
// hook has nothing to do. Before the first commit everything is staged.
func (s *session) narrowToStaged(ctx context.Context) (idle bool, err error) {
	staged, born, err := s.listStaged(ctx)
	if err != nil {
		return true, err
	}
	if len(staged) == 0 && env("CI") != "" && env("PRE_COMMIT") != "" { // pre-commit run --all-files
		return true, errors.New("nothing is staged in CI, so that nothing was checked: use the hook techcheck-full there, which scans the work tree")
	}
	var manifests, passed []string
	idle = true
	for _, path := range staged {
		switch {
		case s.formats.Holds(path, s.tree.Read):
			manifests, idle = append(manifests, path), false
		case s.formats.Passes(path):
			passed = append(passed, path)
		case strings.HasPrefix(path, exception.Folder+"/"): // it may be wrong
			idle = false
		}
	}
	if born {
		s.tree.Narrow(append(manifests, passed...))
	}
	return idle, nil
}

// listStaged lists what is staged, and tells whether there is a commit yet. Of a merge, what is as on another side has been judged there.
func (s *session) listStaged(ctx context.Context) (staged []string, born bool, err error) {
	heads, err := s.tree.Find(ctx, append([]string{source.Head}, s.tree.MergeHeads()...)...)
	if err != nil {
		return nil, false, err
	}
	staged, err = s.tree.Staged(ctx, heads[0])
	for _, side := range heads[1:] {
		if err != nil || side == "" {
			continue
		}
		var unlike []string
		unlike, err = s.tree.Staged(ctx, side)
		staged = slices.DeleteFunc(staged, func(path string) bool { return !slices.Contains(unlike, path) })
	}
	return staged, heads[0] != "", err
}
