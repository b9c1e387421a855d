// Package decisionlog answers questions about the decision log of a policy: what was decided, what rests on it, where it
// matters in a repository, and what is to be reviewed. Its answers depend on nothing but policy, date and findings.
package decisionlog

import (
	"fmt"
	"slices"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// Entry is a decision and the guidelines that rest on it.
type Entry struct {
	guideline.Decision
	Overdue    bool                  // it is to be reviewed, and the day has passed
	Guidelines []guideline.Guideline // by id
}

// Owners are the ids of those who own the guidelines, each once, in order.
func (e *Entry) Owners() []string {
	owners := make([]string, len(e.Guidelines))
	for i := range e.Guidelines {
		owners[i] = e.Guidelines[i].Owner
	}
	slices.Sort(owners)
	return slices.Compact(owners)
}

// Filter narrows a list of decisions. All that is given must hold; the zero value lets every decision through.
type Filter struct {
	Status  string // accepted
	Owner   string // the id of the owner of a guideline on the decision
	Area    string // of a guideline on the decision
	Overdue bool
}

// List gives the decisions that pass the filter, by id. A word of the filter that the policy does not know is an error.
func List(p *guideline.Policy, asOf guideline.Date, f Filter) ([]Entry, error) {
	if err := f.check(p); err != nil {
		return nil, err
	}
	var entries []Entry
	for i := range p.Decisions {
		if e := entry(p, &p.Decisions[i], asOf); f.passes(&e) {
			entries = append(entries, e)
		}
	}
	return entries, nil
}

func entry(p *guideline.Policy, d *guideline.Decision, asOf guideline.Date) Entry {
	e := Entry{Decision: *d, Overdue: reviewed(d) && d.ReviewBy < asOf}
	for i := range p.Guidelines {
		if p.Guidelines[i].Decision == d.ID {
			e.Guidelines = append(e.Guidelines, p.Guidelines[i])
		}
	}
	return e
}

// reviewed tells whether a decision is to be reviewed at all: one that holds no longer is not.
func reviewed(d *guideline.Decision) bool {
	return d.ReviewBy != "" && (d.Status == guideline.Accepted || d.Status == guideline.Proposed)
}

func (f Filter) passes(e *Entry) bool {
	return (f.Status == "" || f.Status == string(e.Status)) &&
		(f.Owner == "" || e.has(func(g guideline.Guideline) bool { return g.Owner == f.Owner })) &&
		(f.Area == "" || e.has(func(g guideline.Guideline) bool { return g.Area() == f.Area })) &&
		(!f.Overdue || e.Overdue)
}

func (e *Entry) has(wanted func(guideline.Guideline) bool) bool {
	return slices.ContainsFunc(e.Guidelines, wanted)
}

// Statuses are the statuses that a decision can have.
var Statuses = []string{
	string(guideline.Proposed), string(guideline.Accepted), string(guideline.Rejected), string(guideline.Deprecated),
	string(guideline.Superseded),
}

func (f Filter) check(p *guideline.Policy) error {
	owners := make([]string, len(p.Settings.Owners))
	for i, o := range p.Settings.Owners {
		owners[i] = o.ID
	}
	areas := make([]string, len(p.Guidelines))
	for i := range p.Guidelines {
		areas[i] = p.Guidelines[i].Area()
	}
	for _, word := range []struct {
		name, what string
		known      []string
	}{
		{f.Status, "the status of a decision", Statuses},
		{f.Owner, "an owner in this policy", owners},
		{f.Area, "an area of this policy", slices.Compact(areas)}, // guidelines are sorted by id
	} {
		if word.name != "" && !slices.Contains(word.known, word.name) {
			return fmt.Errorf("%q is not %s%s", word.name, word.what, guideline.Instead(word.name, word.known))
		}
	}
	return nil
}
