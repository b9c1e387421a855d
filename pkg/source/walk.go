package source

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
)

// walk lists the scanned path without git. It follows no symbolic link and enters no folder that the default excludes
// name: such a folder is counted as one.
func (s *selection) walk(ctx context.Context) error {
	start := filepath.Join(s.tree.Root, filepath.FromSlash(s.tree.Prefix))
	err := filepath.WalkDir(start, func(name string, entry fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		inTree := relative(s.tree.Root, name)
		switch {
		case err != nil && name == start:
			return err
		case err != nil:
			s.unreadable(inTree, err)
		case !entry.IsDir():
			s.add(inTree)
		case name != start:
			return s.enter(entry.Name())
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("listing %s: %w", start, err)
	}
	return nil
}

// enter decides by its name whether a folder is walked.
func (s *selection) enter(base string) error {
	if base == ".git" {
		return fs.SkipDir
	}
	reason := defaultExcludes[base]
	if reason == "" || s.tree.all {
		return nil
	}
	s.omitted[reason]++
	return fs.SkipDir
}
