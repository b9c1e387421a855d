package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/source"
)

// relevant tells whether a path is a manifest, or one of the exceptions, which may be wrong.
func relevant(path string) bool {
	return strings.HasPrefix(path, exception.Folder+"/") || all.Formats.Named(path)
}

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
	if err != nil || !slices.ContainsFunc(staged, relevant) {
		return true, err
	}
	if heads[0] != "" {
		tree.Narrow(slices.DeleteFunc(staged, func(path string) bool { return !all.Formats.Named(path) && !all.Formats.Passes(path) }))
	}
	return false, nil
}
