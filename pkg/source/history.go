package source

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// History is what commits did to the files of a folder.
type History struct {
	Commits []Commit          // the oldest first
	Data    map[string][]byte // the content of the files that they changed, by id
	Shallow bool              // older commits are not here
}

// Commit is who changed what, and when.
type Commit struct {
	ID        string
	Author    Person
	Committer Person
	Signed    string // how the commit is signed, which is not verified: gpg or ssh; "" if it is not
	Changes   []Change
}

// Person is as a commit names it. Nothing proves who it was.
type Person struct {
	Name  string
	Email string
	When  string // RFC 3339, in the zone of the person
}

// Change is what a commit did to a file. Of a merge only what differs from all of its parents is a change.
type Change struct {
	Path   string
	From   string // the path before, if it was another one
	Before string // the id of the content; "" if there was none
	After  string // "" if there is none
}

// History gives what led to a commit in a folder.
func (t *Tree) History(ctx context.Context, commit, folder string) (*History, error) {
	h := &History{Data: map[string][]byte{}}
	if commit == "" || !t.inGit {
		return h, nil
	}
	listed, _, err := t.run(ctx, "--literal-pathspecs", "log", "--topo-order", "--reverse", "--full-history", "--raw", "-z", "-c", "--root",
		"--find-renames", "--no-abbrev", "--no-color", "--no-follow", "--no-show-signature", "--no-notes", "--encoding=UTF-8",
		"--format=%x01%H%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI", "--end-of-options", commit, "--", folder)
	if err != nil {
		return nil, fmt.Errorf("reading the history of %s: %w", folder, err)
	}
	if h.Commits, err = parseLog(strings.Split(listed, "\x00")); err != nil {
		return nil, fmt.Errorf("reading the history of %s: %w", folder, err)
	}
	shallow, err := t.value(ctx, "rev-parse", "--is-shallow-repository")
	if err != nil {
		return nil, err
	}
	h.Shallow = shallow == "true"
	return h, h.fill(ctx, t)
}

// parseLog takes the words of git log: "\x01ID" and the six words of the people; then for each change, after a line break, its
// facts and one path, or two of a rename.
func parseLog(words []string) (commits []Commit, err error) {
	for len(words) > 0 {
		word := strings.TrimPrefix(words[0], "\n")
		id, isCommit := strings.CutPrefix(word, "\x01")
		switch {
		case word == "":
			words = words[1:]
		case isCommit && len(words) >= 7:
			commits = append(commits, Commit{ID: id, Author: person(words[1:4]), Committer: person(words[4:7])})
			words = words[7:]
		case strings.HasPrefix(word, ":") && len(commits) > 0:
			change, rest, ok := parseChange(word, words[1:])
			if !ok {
				return nil, fmt.Errorf("git printed %q", word)
			}
			c := &commits[len(commits)-1]
			c.Changes, words = append(c.Changes, change), rest
		default:
			return nil, fmt.Errorf("git printed %q", word)
		}
	}
	return commits, nil
}

// person takes name, address and time. The time is written in one way, whatever git's version.
func person(words []string) Person {
	when := words[2]
	if t, err := time.Parse(time.RFC3339, when); err == nil {
		when = t.Format(time.RFC3339)
	}
	return Person{words[0], words[1], when}
}

// parseChange takes ":MODE MODE ID ID STATUS", where a merge has a colon, a mode and an id for each parent, and the paths.
func parseChange(facts string, paths []string) (c Change, rest []string, ok bool) {
	parents := len(facts) - len(strings.TrimLeft(facts, ":"))
	fields := strings.Fields(facts[parents:])
	if len(fields) != 2*(parents+1)+1 || len(paths) == 0 {
		return c, nil, false
	}
	ids := fields[parents+1 : 2*(parents+1)]
	c = Change{Path: paths[0], After: present(ids[parents])}
	for _, id := range ids[:parents] { // of a merge: what the first parent that has the file has
		c.Before = cmp.Or(c.Before, present(id))
	}
	if parents > 1 || !strings.ContainsAny(fields[len(fields)-1][:1], "RC") {
		return c, paths[1:], true
	}
	if len(paths) == 1 {
		return c, nil, false
	}
	c.From, c.Path = paths[0], paths[1]
	return c, paths[2:], true
}

// present makes "" of the zeros that stand for no content.
func present(id string) string {
	if strings.Trim(id, "0") == "" {
		return ""
	}
	return id
}

// fill reads the content of all changes, and how the commits are signed.
func (h *History) fill(ctx context.Context, t *Tree) error {
	var ids []string
	for i := range h.Commits {
		ids = append(ids, h.Commits[i].ID)
		for _, change := range h.Commits[i].Changes {
			ids = append(ids, change.Before, change.After)
		}
	}
	slices.Sort(ids)
	ids = slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return id == "" })
	contents, err := t.contents(ctx, ids)
	if err != nil {
		return fmt.Errorf("reading the history: %w", err)
	}
	for i, id := range ids {
		h.Data[id] = contents[i]
	}
	for i := range h.Commits {
		h.Commits[i].Signed = signatureOf(h.Data[h.Commits[i].ID])
		delete(h.Data, h.Commits[i].ID)
	}
	return nil
}

// signatureOf tells how a commit object is signed, by its header (git help signature-format).
func signatureOf(commit []byte) string {
	header, _, _ := bytes.Cut(commit, []byte("\n\n"))
	_, signature, found := bytes.Cut(header, []byte("\ngpgsig"))
	switch {
	case !found:
		return ""
	case bytes.Contains(signature, []byte("BEGIN SSH SIGNATURE")):
		return "ssh"
	}
	return "gpg"
}
