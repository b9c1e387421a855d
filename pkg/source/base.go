package source

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Base gives the tree as it was in a commit, as far as options select it: what has not changed since is read from this
// tree, the rest from git. The tree must have been listed with the same options.
func (t *Tree) Base(ctx context.Context, commit string, opts Options) (*Tree, error) {
	changes, err := t.changes(ctx, commit)
	if err != nil {
		return nil, err
	}
	base := &Tree{Root: t.Root, Within: t.Within, named: t.named, narrowed: t.narrowed, inGit: t.inGit, bare: t.bare, index: t.index, hooked: t.hooked, commit: commit, objects: t.objects}
	base.snapshot = &snapshot{prefix: commit + ":", ids: map[string]string{}, unchanged: t}
	chosen, err := newSelection(base, opts)
	if err != nil {
		return nil, err
	}
	base.since(t, changes)
	base.snapshot.absent = t.absentAt(changes)
	base.snapshot.links = t.linksAt(changes)
	base.Paths = slices.DeleteFunc(slices.Clone(t.Paths), base.touched)
	for path, id := range t.withEdited(changes.files) {
		inside := t.holds(path) || changes.gone[path] // it may have moved here
		if id != "" && inside && chosen.matches(path) && chosen.reason(path) == "" {
			base.Paths = append(base.Paths, path)
			base.snapshot.ids[path] = id
		}
	}
	slices.Sort(base.Paths)
	err = base.snapshot.fetch(ctx, base)
	if errors.Is(err, errMissing) {
		err = fmt.Errorf("this is a partial clone without what %[1]s has of the changed files: fetch it by git diff --shortstat --no-renames %[1]s", commit)
	}
	return base, err
}

// since lets a tree that Base makes tell what of today's tree is touched, added or moved.
func (t *Tree) since(today *Tree, c *changes) {
	t.touched = func(path string) bool {
		_, changed := c.files[path]
		return changed || today.untracked[path] || today.edited(path) || !today.narrowed && !today.holds(path) // of what lies elsewhere nothing is known
	}
	t.added = func(path string) bool {
		id, changed := c.files[path]
		return changed && id == "" || today.untracked[path]
	}
	t.moved = func(path string) bool {
		id := today.storedID(path)
		for gone := range c.gone {
			if _, listed := slices.BinarySearch(t.Paths, gone); listed && id != "" && id == c.files[gone] {
				return !today.edited(path)
			}
		}
		return false
	}
}

// storedID is git's name of a file's content, in this tree's commit or in the index; "" if there is none.
func (t *Tree) storedID(path string) string {
	if t.commit != "" {
		return t.snapshot.ids[path]
	}
	e, found := t.entry(path)
	if !found {
		return ""
	}
	return e.object()
}

// CompareAhead lets git compare with a commit while the caller is about something else: Base then waits for it, and tells what
// went wrong.
func (t *Tree) CompareAhead(ctx context.Context, commit string) {
	_, _ = t.changes(ctx, commit)
}

// Touched tells, of a tree that Base gave, whether a manifest of today's tree is new or differs from this one's.
func (t *Tree) Touched(path string) bool {
	return t.touched(path)
}

// Added tells, of a tree that Base gave, whether it lacks a file of today's tree.
func (t *Tree) Added(path string) bool {
	return t.added(path)
}

// Moved tells, of a tree that Base gave, whether a file of today's tree is as a manifest was here that is gone.
func (t *Tree) Moved(path string) bool {
	return t.moved(path)
}

// changes is what differs between a commit and this tree's commit, or the index. Renames are an addition and a deletion here.
type changes struct {
	files map[string]string // by path, the id of the content in the commit; "" if it has no regular file there
	links map[string]string // of the paths, those that are symbolic links in the commit, with their ids
	gone  map[string]bool   // of the paths, those at which there is nothing any more
}

func newChanges() *changes {
	return &changes{files: map[string]string{}, links: map[string]string{}, gone: map[string]bool{}}
}

// add takes what a commit has at a path where it differs, and whether there is something now.
func (c *changes) add(path string, was tracked, gone bool) {
	if gone {
		c.gone[path] = true
	}
	switch {
	case was.mode&^0o777 == regularMode:
		c.files[path] = was.object()
		return
	case was.mode == linkMode:
		c.links[path] = was.object()
	}
	c.files[path] = ""
}

// changes gives what has changed since a commit.
func (t *Tree) changes(ctx context.Context, commit string) (*changes, error) {
	t.compare.Lock()
	defer t.compare.Unlock()
	if known := t.changed[commit]; known != nil {
		return known, nil
	}
	c, compared := t.compareIndex(ctx, commit)
	if !compared {
		var err error
		if c, err = t.askChanges(ctx, commit); err != nil {
			return nil, err
		}
	}
	if err := t.changeBuffer(ctx, commit, c); err != nil {
		return nil, err
	}
	if t.changed == nil {
		t.changed = map[string]*changes{}
	}
	t.changed[commit] = c
	return c, nil
}

// askChanges lets git compare.
func (t *Tree) askChanges(ctx context.Context, commit string) (*changes, error) {
	args := []string{"--literal-pathspecs", "diff-index", "--cached", "--raw", "-z", "--no-renames", "--ignore-submodules", "--full-index", commit}
	switch {
	case t.index:
		args = slices.Insert(args, 2, "--ita-invisible-in-index")
	case t.commit != "":
		args = []string{"--literal-pathspecs", "diff-tree", "-r", "--raw", "-z", "--no-renames", "--ignore-submodules", "--full-index", commit, t.commit}
	}
	listed, _, err := t.run(ctx, args...)
	if err != nil {
		return nil, fmt.Errorf("comparing with %s: %w", commit, err)
	}
	c := newChanges()
	fields := strings.Split(strings.TrimSuffix(listed, "\x00"), "\x00")
	for i := 0; i+1 < len(fields); i += 2 {
		// ":OLDMODE NEWMODE OLDID NEWID STATUS", then the path.
		var was, now tracked
		if _, err := fmt.Sscanf(fields[i], ":%o %o %x %x", &was.mode, &now.mode, &was.id, &now.id); err != nil {
			return nil, fmt.Errorf("comparing with %s: git printed %q", commit, fields[i])
		}
		if !sameContent(was, now) || strings.HasSuffix(fields[i], "U") {
			c.add(fields[i+1], was, strings.HasSuffix(fields[i], "D"))
		}
	}
	return c, nil
}

// linksAt gives the symbolic links of a commit, by path, whose changes are known: those that it has otherwise than the index, or than
// this tree's commit, and those that it has likewise.
func (t *Tree) linksAt(c *changes) map[string]string {
	links := maps.Clone(c.links)
	keep := func(path, id string) {
		if _, changed := c.files[path]; !changed && t.holds(path) { // of what lies elsewhere nothing is known
			links[path] = id
		}
	}
	if t.snapshot != nil {
		for path, id := range t.snapshot.links {
			keep(path, id)
		}
		return links
	}
	all, _ := t.tracked() // List has told what is wrong
	for _, e := range all {
		if e.mode == linkMode {
			keep(e.name, e.object())
		}
	}
	return links
}

// absentAt tells, without asking git, that a commit whose changes are known has nothing at a path: what the index has not, and it had,
// is a change. Nil: git must be asked.
func (t *Tree) absentAt(c *changes) func(path string) bool {
	if t.snapshot != nil {
		return nil
	}
	all, err := t.tracked()
	if err != nil {
		return nil
	}
	return func(path string) bool {
		_, changed := c.files[path]
		return !changed && len(at(all, path)) == 0 && len(below(all, path+"/")) == 0 && t.holds(path)
	}
}

// MergeBase gives the best common ancestor of two commits; "" if git knows none, as in a shallow clone.
func (t *Tree) MergeBase(ctx context.Context, a, b string) (string, error) {
	return t.value(ctx, "merge-base", a, b)
}

// Parents gives the parents of a commit, the first one first, as the commit itself names them: in a shallow clone they need
// not be here.
func (t *Tree) Parents(ctx context.Context, commit string) ([]string, error) {
	text, _, err := t.run(ctx, "cat-file", "commit", commit)
	if err != nil {
		return nil, err
	}
	var parents []string
	for line := range strings.Lines(text) {
		if parent, found := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "parent "); found {
			parents = append(parents, parent)
		} else if line == "\n" {
			break
		}
	}
	return parents, nil
}
