package cli

import (
	"context"
	"slices"

	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/source"
)

// nothingStaged tells whether no manifest is staged at path, so that a hook has nothing to do. It asks git once or twice and
// loads no policy.
func nothingStaged(ctx context.Context, path string) (bool, error) {
	tree, err := source.OpenIndex(path)
	if err != nil {
		return false, err
	}
	head, err := tree.Find(ctx, source.Head)
	if err != nil {
		return false, err
	}
	staged, err := tree.Staged(ctx, head[0])
	return !slices.ContainsFunc(staged, all.Formats.Match), err
}
