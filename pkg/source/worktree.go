package source

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// listGit lists what git tracks and what it neither tracks nor ignores. If it knows nothing at the scanned path because
// it ignores it, the path is walked.
func (s *selection) listGit(ctx context.Context) error {
	s.tree.ListAhead(ctx)
	l := s.tree.listed()
	if l.err != nil {
		return fmt.Errorf("listing %s: %w", s.tree.Root, l.err)
	}
	for entry := range strings.SplitSeq(strings.TrimSuffix(l.entries, "\x00"), "\x00") {
		s.addEntry(entry)
	}
	s.addWarnings(l.warnings)
	if l.entries != "" || s.tree.Prefix == "" {
		return nil
	}
	// check-ignore takes names literally, but for a colon in front.
	_, _, err := s.tree.run(ctx, "check-ignore", "--quiet", "--", "./"+s.tree.Prefix)
	switch {
	case err == nil:
		return s.walk(ctx)
	case exitedOne(err):
		return nil
	}
	return fmt.Errorf("asking whether git ignores %s: %w", s.tree.Prefix, err)
}

// lsFiles is what git ls-files printed.
type lsFiles struct {
	entries, warnings string
	err               error
}

// ListAhead lets git list the files while the caller is about something else: List then waits for it. Elsewhere than in a
// work tree of git it does nothing.
func (t *Tree) ListAhead(ctx context.Context) {
	if !t.inGit || t.snapshot != nil || t.listed != nil {
		return
	}
	args := []string{"--literal-pathspecs", "ls-files", "-z", "-t", "--stage", "--others", "--exclude-standard"}
	if t.Prefix != "" {
		args = append(args, "--", t.Prefix)
	}
	t.listed = sync.OnceValue(func() lsFiles {
		entries, warnings, err := t.run(ctx, args...)
		return lsFiles{entries, warnings, err}
	})
	go t.listed()
}

// addEntry takes an entry of git ls-files -t --stage: "? PATH" if untracked, where a repository of its own ends in a
// slash; else "TAG MODE OBJECT STAGE\tPATH", where a submodule has the mode 160000.
func (s *selection) addEntry(entry string) {
	if name, ok := strings.CutPrefix(entry, "? "); ok {
		if strings.HasSuffix(name, "/") {
			s.omitted[nested]++
			return
		}
		s.untracked[name] = true
		s.add(name)
		return
	}
	facts, name, ok := strings.Cut(entry, "\t")
	switch {
	case !ok: // nothing is listed
	case strings.Contains(facts, " 160000 "):
		s.omitted[nested]++
	default:
		s.add(name)
	}
}

// addWarnings reports the folders that git could not open; it goes on without them.
func (s *selection) addWarnings(warnings string) {
	for line := range strings.Lines(warnings) {
		rest, ok := strings.CutPrefix(line, "warning: could not open directory '")
		if !ok {
			continue
		}
		folder, _, _ := strings.Cut(rest, "/': ")
		if _, err := os.ReadDir(filepath.Join(s.tree.Root, filepath.FromSlash(folder))); err != nil {
			s.unreadable(folder, err)
		}
	}
}
