// Package source says where the files of a scan come from: the work tree of a git repository, or a plain folder. Files
// are listed once and read on demand, and nothing that a repository holds leads a read out of it or runs a program.
package source

import (
	"context"
	"fmt"
	"os"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Options says what a scan wants to see of a folder.
type Options struct {
	Match   func(path string) bool // required; only files that it accepts are kept
	Exclude []string               // globs on paths relative to the root; one that matches a folder leaves out all of it
	All     bool                   // walk without git, ignore files and excludes; PATH is then the root
}

// Tree is the files of one scan: their names, listed once, and their bytes, read on demand. Paths are relative to the
// root and slash-separated, whatever bytes they hold. It may be read by many goroutines at once.
type Tree struct {
	Root     string              // absolute, symbolic links resolved
	Prefix   string              // the scanned folder or file; "" if it is the root
	Paths    []string            // sorted; regular files that Options.Match accepts and nothing leaves out
	Omitted  []inventory.Omitted // what was left out, by reason: matching files, or folders where they were not entered
	Problems []inventory.Problem // folders that could not be read

	git bool // the root holds .git
	dir *os.Root
}

// Open lists the files at or below path, a folder or a file. The root is the nearest ancestor that holds .git (path
// itself included), else path, or a file's folder. In a repository these are the files that git tracks or does not
// ignore, as they are in the work tree; a path that git ignores is walked. Close the tree when all is read.
func Open(ctx context.Context, path string, opts Options) (*Tree, error) {
	tree, err := locate(path, opts.All)
	if err != nil {
		return nil, err
	}
	chosen, err := newSelection(tree, opts)
	if err != nil {
		return nil, err
	}
	list := chosen.walk
	if tree.git {
		list = chosen.listGit
	}
	if err := list(ctx); err != nil {
		return nil, err
	}
	chosen.finish()
	tree.dir, err = os.OpenRoot(tree.Root)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", tree.Root, err)
	}
	return tree, nil
}

// Close frees the root folder; nothing can be read afterwards.
func (t *Tree) Close() error { return t.dir.Close() }
