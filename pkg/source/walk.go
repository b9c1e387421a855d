package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
)

// walk lists the scanned paths without git.
func (s *selection) walk(ctx context.Context) error {
	if len(s.tree.Within) == 0 {
		return s.walkFrom(ctx, "")
	}
	for _, name := range s.tree.pathspecs() {
		if err := s.walkFrom(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// walkFrom lists what is at or below a path; nothing, if there is nothing. It follows no symbolic link and enters no folder that the default excludes
// name: such a folder is counted as one.
func (s *selection) walkFrom(ctx context.Context, path string) error {
	if s.tree.buffer.is(path) {
		s.addUntracked(path)
		return nil
	}
	start := s.tree.file(path)
	err := filepath.WalkDir(start, func(name string, entry fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		inTree := relative(s.tree.Root, name)
		switch {
		case err != nil && name == start && errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil && name == start:
			return err
		case err != nil:
			s.unreadable(inTree, err)
		case !entry.IsDir():
			s.addUntracked(inTree)
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
