package exception

import (
	"cmp"
	"fmt"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
)

// State is where an exception itself stands on a day.
type State string

// The states of an exception.
const (
	InForce State = "in-force" // approved, and the approval counts
	Waiting State = "waiting"  // asked for; or its review does not count (Doubt)
	Refused State = "rejected"
	Over    State = "lapsed" // its last day is over
)

// States lists every state of an exception.
var States = []State{InForce, Waiting, Refused, Over}

// Standing is where an exception stands in one scan.
type Standing struct {
	*Exception
	State    State
	LastDay  guideline.Date // on which it holds: ExpiresOn, or earlier
	Because  string         // why it ends before ExpiresOn; "" if it does not
	Lapsing  bool           // it is in force, and LastDay is near, unless a renewal is in force
	Renewals int            // how often it has been prolonged, as far as the files tell
	Findings int            // violations that it covers, or would cover if it were in force
	Unused   string         // why it covers nothing; "" if it does, or if this scan cannot tell
	NotYet   string         // why it is not needed yet; else ""
	Renewal  *Standing      // what prolongs it: it covers as much, and for longer, once it is in force; nil if there is none

	milder bool // it fits findings that are no violations
}

// standings tells where each exception stands, before any finding is looked at.
func (s *Set) standings() []Standing {
	if len(s.All) == 0 {
		return nil
	}
	all := make([]Standing, len(s.All))
	known := map[string]*Exception{}
	for i := range s.All {
		known[s.All[i].ID] = &s.All[i]
	}
	settings := s.rules.Policy.Settings.Exceptions
	for i := range s.All {
		e := &s.All[i]
		st := Standing{Exception: e, Renewals: renewals(e, known)}
		st.LastDay, st.Because = e.lastDay(s.rules.Policy)
		st.State = e.state(s.rules.AsOf, st.LastDay)
		st.Lapsing = st.State == InForce && s.rules.AsOf.DaysTo(st.LastDay) <= settings.NoticeDays
		all[i] = st
	}
	return all
}

func (e *Exception) state(asOf, lastDay guideline.Date) State {
	switch {
	case e.Doubt == "" && e.Status == Rejected && e.DecidedOn <= asOf.AddDays(clockSkew):
		return Refused
	case asOf > lastDay:
		return Over
	case e.Doubt == "" && e.Status == Approved && e.DecidedOn <= asOf.AddDays(clockSkew):
		return InForce
	}
	return Waiting
}

// renewals counts the exceptions that one prolongs, one after the other.
func renewals(e *Exception, known map[string]*Exception) int {
	n := 0
	for seen := map[string]bool{}; e != nil && e.Renews != "" && !seen[e.ID]; e = known[e.Renews] {
		seen[e.ID] = true
		n++
	}
	return n
}

// Renewed tells whether another exception, in force, covers what this one does when it is over.
func (st *Standing) Renewed() bool { return st.Renewal != nil && st.Renewal.State == InForce }

// prolong notes what prolongs each exception, once it is known what they cover.
func prolong(standings []Standing) {
	renewals := map[string][]*Standing{}
	for i := range standings {
		if by := &standings[i]; by.Renews != "" && (by.State == InForce || by.State == Waiting) {
			renewals[by.Renews] = append(renewals[by.Renews], by)
		}
	}
	for i := range standings {
		st := &standings[i]
		for _, by := range renewals[st.ID] {
			if st.LastDay < by.LastDay && st.Findings <= by.Findings && !st.Renewed() {
				st.Renewal = by
			}
		}
		st.Lapsing = st.Lapsing && !st.Renewed()
	}
}

// Gives is the state that the exception gives a violation which it covers; "" if it says nothing: a request, or a doubtful
// approval, whose time is over.
func (st *Standing) Gives() finding.State {
	switch st.State {
	case InForce:
		return finding.Excepted
	case Refused:
		return finding.Rejected
	case Waiting:
		return finding.UnderReview
	}
	if st.Status == Approved && st.Doubt == "" {
		return finding.Lapsed
	}
	return ""
}

// note says in one sentence why a violation that the exception covers is in its state.
func (st *Standing) note(p *guideline.Policy) string {
	switch gives := st.Gives(); {
	case gives == finding.Excepted:
		return fmt.Sprintf("excepted through %s by %s: %s (%s%s)", st.LastDay, ownerName(p, st.DecidedBy), st.Reason, st.ID, times(", renewed", st.Renewals))
	case gives == finding.Rejected:
		return fmt.Sprintf("%s said no on %s%s (%s)", ownerName(p, st.DecidedBy), st.DecidedOn, after(": ", st.Note), st.ID)
	case gives == finding.Lapsed:
		return fmt.Sprintf("this is back because %s lapsed on %s%s", st.ID, st.LastDay, after(": ", st.Because))
	case gives == "":
		return fmt.Sprintf("%s asked for it through %s, and was not approved", st.ID, st.ExpiresOn)
	case st.Status != Requested:
		return fmt.Sprintf("%s says that it is %s, which does not count: %s", st.ID, st.Status, st.Doubt)
	}
	return fmt.Sprintf("%s asks for an exception since %s", st.ID, st.RequestedOn)
}

func ownerName(p *guideline.Policy, id string) string {
	if o := p.Owner(id); o != nil {
		return cmp.Or(o.Name, o.ID)
	}
	return id
}

func after(separator, text string) string {
	if text == "" {
		return ""
	}
	return separator + text
}

func times(what string, n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return what + " once"
	}
	return fmt.Sprintf("%s %d times", what, n)
}
