// Package exceptionlog tells from the history of their files who asked for exceptions, decided on them, changed, renewed and
// removed them, and which were let lapse. It is a pure function of what git knows and the date. What a file or a commit says is
// told as it says it: nothing here proves who somebody was.
package exceptionlog

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/source"
)

// Kind says what happened to an exception.
type Kind string

// The kinds of events.
const (
	Asked      Kind = "asked"
	Approved   Kind = "approved"
	Rejected   Kind = "rejected"
	Reopened   Kind = "reopened" // its decision was taken back
	Changed    Kind = "changed"
	Renewed    Kind = "renewed" // another one was asked for in its place
	Renamed    Kind = "renamed"
	Signed     Kind = "signed"
	Unsigned   Kind = "unsigned"
	Unreadable Kind = "unreadable" // the file is no TOML
	Deleted    Kind = "deleted"
	Lapsed     Kind = "lapsed" // it was approved, and its last day passed without a renewal
)

// Kinds lists every kind.
var Kinds = []Kind{Asked, Approved, Rejected, Reopened, Changed, Renewed, Renamed, Signed, Unsigned, Unreadable, Deleted, Lapsed}

// Event is something that happened to an exception.
type Event struct {
	When      string // of the commit, RFC 3339; of Lapsed the day, YYYY-MM-DD
	Kind      Kind
	ID        string
	By        string         // who, as the file says: who asked, which owner decided
	On        guideline.Date // on which day, as the file says
	Details   []string
	Commit    string // "" of Lapsed
	Author    Person
	Committer Person
	Signed    string // how the commit is signed, which is not verified; "" if it is not
}

// Person is as a commit names it.
type Person = source.Person

// Log gives the events of all exceptions, the oldest first. present is the files that there are now.
func Log(h *source.History, present []exception.File, asOf guideline.Date) []Event {
	l := &log{data: h.Data, last: map[string]*state{}}
	for i := range h.Commits {
		l.commit(&h.Commits[i])
	}
	l.lapse(present, asOf)
	return l.events
}

// Of gives the events of one exception, also those under the names that it had before.
func Of(events []Event, id string) []Event {
	ids := map[string]bool{id: true}
	for _, e := range slices.Backward(events) {
		if e.Kind == Renamed && ids[e.ID] {
			ids[strings.TrimPrefix(e.Details[0], renamedFrom)] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(events), func(e Event) bool { return !ids[e.ID] })
}

const renamedFrom = "it was "

// state is an exception as the last commit left it.
type state struct {
	fields
	deleted guideline.Date // "" if it was not
	asker   string         // the address of the author of the commit that asked for it
}

type log struct {
	data   map[string][]byte
	events []Event
	last   map[string]*state // by id
}

func (l *log) commit(c *source.Commit) {
	changes := slices.Clone(c.Changes)
	slices.SortStableFunc(changes, func(a, b source.Change) int { return cmp.Compare(a.Path, b.Path) })
	gone := map[string]bool{}
	for _, change := range changes {
		gone[change.Path] = change.After == ""
	}
	for _, change := range changes {
		id, found := strings.CutSuffix(path.Base(change.Path), ".toml")
		switch signed, isSignature := strings.CutSuffix(path.Base(change.Path), ".toml.sig"); {
		case isSignature && change.After != "":
			l.add(c, Signed, signed, fields{}, "the signature is not verified here: techcheck exception verify does that")
		case isSignature && !gone[strings.TrimSuffix(change.Path, ".sig")]:
			l.add(c, Unsigned, signed, fields{})
		case found:
			l.change(c, &change, id)
		}
	}
}

// add adds an event of a commit; of whose file says by and on.
func (l *log) add(c *source.Commit, kind Kind, id string, of fields, details ...string) {
	e := Event{
		When: c.Committer.When, Kind: kind, ID: id, Details: details,
		Commit: c.ID, Author: c.Author, Committer: c.Committer, Signed: c.Signed,
	}
	switch kind {
	case Asked, Renewed:
		e.By, e.On = of["requested_by"], guideline.Date(of["requested_on"])
	case Approved, Rejected:
		e.By, e.On = of["decided_by"], guideline.Date(of["decided_on"])
	}
	l.events = append(l.events, e)
}

// change tells what a commit did to the file of an exception.
func (l *log) change(c *source.Commit, change *source.Change, id string) {
	now := l.state(id)
	if change.From != "" {
		old := strings.TrimSuffix(path.Base(change.From), ".toml")
		*now = *l.state(old)
		delete(l.last, old)
		l.add(c, Renamed, id, nil, renamedFrom+old)
	}
	before, _ := read(l.data[change.Before])
	after, sound := read(l.data[change.After])
	switch {
	case change.After == "":
		now.deleted = dayOf(c)
		l.add(c, Deleted, id, nil, "it was "+cmp.Or(before["status"], "unreadable"))
		return
	case !sound:
		l.add(c, Unreadable, id, nil)
	case len(before) == 0:
		now.asker = c.Author.Email
		l.add(c, Asked, id, after, after.summary()...)
		if old := after["renews"]; old != "" {
			l.add(c, Renewed, old, after, "as "+id)
		}
		l.decision(c, id, after)
	default:
		l.edit(c, id, before, after)
	}
	now.fields, now.deleted = after, ""
}

// edit tells what a commit changed in a file that was there.
func (l *log) edit(c *source.Commit, id string, before, after fields) {
	decided := before["status"] != after["status"]
	if decided {
		l.decision(c, id, after)
	}
	var details []string
	for _, key := range slices.Sorted(maps.Keys(union(before, after))) {
		isDecision := slices.Contains([]string{"status", "decided_by", "decided_on", "note"}, key)
		if before[key] != after[key] && !(decided && isDecision) {
			details = append(details, fmt.Sprintf("%s: %s → %s", key, cmp.Or(before[key], "none"), cmp.Or(after[key], "none")))
		}
	}
	if len(details) > 0 {
		l.add(c, Changed, id, nil, append(details, "it was "+before["status"])...)
	}
}

// decision tells what a file's status says.
func (l *log) decision(c *source.Commit, id string, after fields) {
	var details []string
	if note := after["note"]; note != "" {
		details = append(details, note)
	}
	if asker := l.state(id).asker; asker != "" && asker == c.Author.Email {
		details = append(details, "the same author committed the request")
	}
	switch status := exception.Status(after["status"]); status {
	case exception.Approved:
		l.add(c, Approved, id, after, append(details, "until "+after["expires_on"])...)
	case exception.Rejected:
		l.add(c, Rejected, id, after, details...)
	case exception.Requested:
		if l.state(id).fields["status"] != "" {
			l.add(c, Reopened, id, nil)
		}
	}
}

func (l *log) state(id string) *state {
	if l.last[id] == nil {
		l.last[id] = &state{}
	}
	return l.last[id]
}

// lapse adds what no commit tells: approved exceptions whose last day has passed while they were there, and that no approved
// one renews.
func (l *log) lapse(present []exception.File, asOf guideline.Date) {
	approved := func(s *state) bool { return s.fields["status"] == string(exception.Approved) }
	for _, f := range present { // a merge may have left another state than the last commit
		if now, sound := read(f.Data); sound {
			if s := l.last[strings.TrimSuffix(path.Base(f.Path), ".toml")]; s != nil {
				s.fields, s.deleted = now, ""
			}
		}
	}
	renewed := map[string]bool{}
	for _, s := range l.last {
		if approved(s) {
			renewed[s.fields["renews"]] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.last)) {
		s := l.last[id]
		end := guideline.Date(s.fields["expires_on"])
		if !approved(s) || !end.Valid() || renewed[id] || end >= cmp.Or(s.deleted, asOf) {
			continue
		}
		e := Event{When: string(end.AddDays(1)), Kind: Lapsed, ID: id, Details: []string{"its last day was " + string(end)}}
		i := slices.IndexFunc(l.events, func(other Event) bool { return other.When > e.When })
		if i < 0 {
			i = len(l.events)
		}
		l.events = slices.Insert(l.events, i, e)
	}
}

func dayOf(c *source.Commit) guideline.Date {
	day, _, _ := strings.Cut(c.Committer.When, "T")
	return guideline.Date(day)
}
