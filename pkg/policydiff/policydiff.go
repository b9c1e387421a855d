// Package policydiff compares two policies: what the newer one says otherwise, in plain words, and what that does to
// the findings of repositories. It reads nothing; the same policies and findings give the same answer.
package policydiff

import (
	"cmp"
	"slices"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// Group is the direction of a change.
type Group string

// The groups. Tightened allows less or enforces more than before.
const (
	Tightened Group = "tightened"
	Loosened  Group = "loosened"
	Added     Group = "added"
	Removed   Group = "removed"
	Dates     Group = "dates" // a day moved
	Other     Group = "other"
)

// Groups lists every group, in the order in which changes are told.
var Groups = []Group{Tightened, Loosened, Added, Removed, Dates, Other}

// Kind is what a change is about.
type Kind string

// The kinds. Rego is a module that guidelines share.
const (
	Guideline  Kind = "guideline"
	Setting    Kind = "setting"
	Decision   Kind = "decision"
	Technology Kind = "technology"
	Owner      Kind = "owner"
	Repository Kind = "repository"
	List       Kind = "list"
	Rego       Kind = "rego"
)

// Kinds lists every kind, in the order in which changes of one group are told.
var Kinds = []Kind{Guideline, Setting, Decision, Technology, Owner, Repository, List, Rego}

// Change is one thing that the newer policy says otherwise.
type Change struct {
	Group   Group
	Kind    Kind
	ID      string // of the guideline, decision …; of a setting its key
	Message string // what changed, without naming the subject; "" if the group says it all
}

// Compare tells what is different in the newer policy: sorted by group, kind and id.
func Compare(old, new *guideline.Policy) []Change {
	c := &comparison{old: old, new: new}
	c.guidelines()
	c.settings()
	c.decisions()
	c.technologies()
	c.owners()
	c.repositories()
	c.lists()
	c.modules()
	slices.SortStableFunc(c.changes, func(a, b Change) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Groups, a.Group), slices.Index(Groups, b.Group)),
			cmp.Compare(slices.Index(Kinds, a.Kind), slices.Index(Kinds, b.Kind)),
			cmp.Compare(a.ID, b.ID),
		)
	})
	return c.changes
}

// comparison holds two policies and what was found so far.
type comparison struct {
	old, new *guideline.Policy
	changes  []Change
}

// matched calls differ for each entry that stands in both lists, and tells of all others that they came or went, with
// their headlines in their own policy.
func matched[T any](c *comparison, kind Kind, old, new []T, id func(*T) string, headline func(*guideline.Policy, *T) string, differ func(s subject, old, new *T)) {
	before := make(map[string]*T, len(old))
	for i := range old {
		before[id(&old[i])] = &old[i]
	}
	for i := range new {
		s := subject{c, kind, id(&new[i])}
		if same := before[s.id]; same != nil {
			differ(s, same, &new[i])
			delete(before, s.id)
			continue
		}
		s.say(Added, "%s", headline(c.new, &new[i]))
	}
	for i := range old {
		if s := (subject{c, kind, id(&old[i])}); before[s.id] != nil {
			s.say(Removed, "%s", headline(c.old, &old[i]))
		}
	}
}
