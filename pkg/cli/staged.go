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
	return strings.HasPrefix(path, exception.Folder+"/") || all.Formats.Match(path)
}

// nothingStaged tells whether nothing relevant is staged, so that a hook has nothing to do.
func nothingStaged(ctx context.Context, tree *source.Tree) (bool, error) {
	heads, err := tree.Find(ctx, source.Head, source.MergeHead)
	if err != nil {
		return false, err
	}
	staged, err := tree.Staged(ctx, heads[0])
	if err != nil || heads[1] == "" {
		return !slices.ContainsFunc(staged, relevant), err
	}
	unlike, err := tree.Staged(ctx, heads[1]) // the other side of a merge
	return !slices.ContainsFunc(staged, func(path string) bool { return relevant(path) && slices.Contains(unlike, path) }), err
}
