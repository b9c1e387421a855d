package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/source"
)

// narrowToStaged narrows what is scanned to the manifests that are staged, and tells whether nothing relevant is, so that a
// hook has nothing to do. Before the first commit everything is staged.
func narrowToStaged(ctx context.Context, tree *source.Tree) (idle bool, err error) {
	heads, err := tree.Find(ctx, source.Head, source.MergeHead)
	if err != nil {
		return false, err
	}
	staged, err := tree.Staged(ctx, heads[0])
	if err == nil && heads[1] != "" {
		var unlike []string
		unlike, err = tree.Staged(ctx, heads[1]) // the other side of a merge
		staged = slices.DeleteFunc(staged, func(path string) bool { return !slices.Contains(unlike, path) })
	}
	if err != nil {
		return true, err
	}
	var manifests, passed []string
	idle = true
	for _, path := range staged {
		switch {
		case all.Formats.Holds(path, tree.Read):
			manifests, idle = append(manifests, path), false
		case all.Formats.Passes(path):
			passed = append(passed, path)
		case strings.HasPrefix(path, exception.Folder+"/"): // it may be wrong
			idle = false
		}
	}
	if heads[0] != "" {
		tree.Narrow(append(manifests, passed...))
	}
	return idle, nil
}
