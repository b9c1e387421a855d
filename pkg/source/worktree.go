package source

import (
	"context"
	"encoding/hex"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"unicode"
)

// listGit lists what git tracks and what it neither tracks nor ignores. A named path of which it knows nothing, as it ignores
// it, is walked.
func (s *selection) listGit(ctx context.Context) error {
	s.tree.ListAhead(ctx)
	tracked, err := s.tree.tracked()
	if err == nil && len(tracked) == 0 {
		err = s.tree.checkedOut(ctx)
	}
	s.addTracked(tracked)
	others := s.tree.others()
	for entry := range entries(others.printed) {
		s.addOther(entry)
	}
	s.addWarnings(others.warnings)
	if err == nil {
		err = others.err
	}
	if err != nil {
		return fmt.Errorf("listing %s: %w", s.tree.Root, err)
	}
	for _, name := range s.tree.Within {
		if s.seen[name] {
			continue
		}
		if err := s.addIgnored(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// addIgnored walks a named path of which git knows nothing, if that is because it ignores it.
func (s *selection) addIgnored(ctx context.Context, name string) error {
	// check-ignore takes names literally, but for a colon in front.
	_, _, err := s.tree.run(ctx, "check-ignore", "--quiet", "--", "./"+name)
	switch {
	case err == nil || s.tree.named[name]:
		return s.walkFrom(ctx, name)
	case exitedOne(err):
		return nil
	}
	return fmt.Errorf("asking whether git ignores %s: %w", name, err)
}

// lsFiles is what git ls-files printed.
type lsFiles struct {
	printed, warnings string
	err               error
}

// ListAhead begins to list what git knows, while the caller is about something else: List then waits for it. What is
// tracked and what is not are listed side by side. Of a commit's files and outside of git it does nothing.
func (t *Tree) ListAhead(ctx context.Context) {
	if !t.inGit || t.commit != "" || t.tracked != nil {
		return
	}
	t.tracked = sync.OnceValues(func() ([]tracked, error) { return t.listTracked(ctx) })
	go func() { _, _ = t.tracked() }() // who waits gets both
	if !t.index {
		t.others = sync.OnceValue(func() lsFiles { return t.listOthers(ctx) })
		go t.others()
	}
}

func (t *Tree) listOthers(ctx context.Context) lsFiles {
	args := []string{"--literal-pathspecs", "ls-files", "-z", "--others", "--exclude-standard"}
	printed, warnings, err := t.run(ctx, t.withPathspecs(args)...)
	return lsFiles{printed, warnings, err}
}

// listTracked gives all entries of the index, sorted by name.
func (t *Tree) listTracked(ctx context.Context) ([]tracked, error) {
	if all, err := t.readIndex(); err == nil {
		return all, nil
	}
	return t.askTracked(ctx)
}

func (t *Tree) askTracked(ctx context.Context) ([]tracked, error) {
	listed, _, err := t.run(ctx, "ls-files", "-z", "-v", "--stage")
	var all []tracked
	for entry := range entries(listed) {
		// "TAG MODE OBJECT STAGE\tPATH"
		var e tracked
		var tag rune
		facts, name, _ := strings.Cut(entry, "\t")
		if _, err := fmt.Sscanf(facts, "%c %o %x %d", &tag, &e.mode, &e.id, &e.stage); err != nil {
			return nil, fmt.Errorf("reading %q of git ls-files: %w", entry, err)
		}
		e.name, e.unseen = name, tag == 'S' || unicode.IsLower(tag)
		all = append(all, e)
	}
	return all, err
}

// within tells whether a path is at or below a folder; "" is the root.
func within(path, folder string) bool {
	rest, found := strings.CutPrefix(path, folder)
	return found && (folder == "" || rest == "" || rest[0] == '/')
}

// entries are what git ends with a zero byte each.
func entries(printed string) iter.Seq[string] {
	if printed == "" {
		return func(func(string) bool) {}
	}
	return strings.SplitSeq(strings.TrimSuffix(printed, "\x00"), "\x00")
}

// addTracked takes the entries of the index. Of a file in conflict our side counts, which is stage 2.
func (s *selection) addTracked(all []tracked) {
	stored := s.tree.snapshot
	for _, entry := range all {
		kept := s.add(entry.name)
		if entry.unseen && !s.tree.index {
			s.tree.unseen[entry.name] = entry
		}
		switch {
		case entry.mode == submoduleMode && s.tree.holds(entry.name):
			s.omitted[nested]++
		case stored != nil && entry.mode == linkMode:
			stored.links[entry.name] = hex.EncodeToString(entry.id)
		case kept && stored != nil && (entry.stage == 2 || stored.ids[entry.name] == ""):
			stored.ids[entry.name] = hex.EncodeToString(entry.id)
		}
	}
}

// addOther takes an entry of git ls-files --others; a repository of its own ends in a slash.
func (s *selection) addOther(name string) {
	if strings.HasSuffix(name, "/") {
		s.omitted[nested]++
		return
	}
	s.addUntracked(name)
}

// addUntracked takes a file that git does not track, so that no commit can have it.
func (s *selection) addUntracked(name string) {
	s.untracked[name] = true
	s.add(name)
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
