package source

import (
	"context"
	"fmt"
	"iter"
	"os"
	"strings"
	"sync"
	"unicode"
)

// listGit lists what git tracks and what it neither tracks nor ignores. A named path of which it knows nothing, as it ignores
// it, is walked.
func (s *selection) listGit(ctx context.Context) error {
	s.tree.ListAhead(ctx, func(path string) bool { return s.matches(path) || s.passes(path) })
	tracked, err := s.tree.tracked()
	if err == nil && len(tracked) == 0 {
		err = s.tree.checkedOut(ctx)
	}
	for _, e := range tracked {
		if e.unseen {
			s.tree.unseen[e.name] = e
		}
	}
	for _, e := range s.tree.among(tracked) {
		s.addTracked(e)
	}
	if failed := s.addOthers(); err == nil {
		err = failed
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

// ListAhead begins to list what git knows, while the caller is about something else: List then waits for it. Of files that git
// does not track, those that wanted refuses may be missing. Of a commit's files and outside of git it does nothing.
func (t *Tree) ListAhead(ctx context.Context, wanted func(path string) bool) {
	t.trackAhead(ctx)
	if !t.inGit || t.commit != "" || t.index || t.others != nil {
		return
	}
	t.others = sync.OnceValue(func() others { return t.listOthers(ctx, wanted) })
	go t.others() // who waits gets it
}

// trackAhead begins to list what git tracks.
func (t *Tree) trackAhead(ctx context.Context) {
	if !t.inGit || t.commit != "" || t.tracked != nil {
		return
	}
	t.tracked = sync.OnceValues(func() ([]tracked, error) { return t.listTracked(ctx) })
	go func() { _, _ = t.tracked() }()
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
		e.name, e.unseen, e.intended = name, tag == 'S' || unicode.IsLower(tag), isEmpty(e)
		all = append(all, e)
	}
	return all, err
}

// isEmpty tells an entry without content, as those of git add --intent-to-add are, of which git ls-files does not tell. (An empty
// file that is staged looks the same here, and holds nothing either.)
func isEmpty(e tracked) bool {
	id := e.object()
	return id == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391" || // SHA-1
		id == "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813" // SHA-256
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

// addTracked takes an entry of the index, and tells whether it is kept.
func (s *selection) addTracked(e tracked) bool {
	if e.mode == submoduleMode && s.tree.holds(e.name) {
		s.omitted[nested]++
	}
	return s.add(e.name)
}

// addOthers takes what git does not track.
func (s *selection) addOthers() error {
	others := s.tree.others()
	for _, name := range others.paths {
		if strings.HasSuffix(name, "/") { // a repository of its own
			s.omitted[nested]++
			continue
		}
		s.addUntracked(name)
	}
	for _, folder := range others.closed {
		// It may have been opened since.
		if _, err := os.ReadDir(s.tree.file(folder)); err != nil {
			s.unreadable(folder, err)
		}
	}
	return others.err
}

// addUntracked takes a file that git does not track, so that no commit can have it.
func (s *selection) addUntracked(name string) {
	s.untracked[name] = true
	s.add(name)
}
