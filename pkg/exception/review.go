package exception

import (
	"fmt"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// Scope tells how much of a repository was looked at, so that an exception is not called unused because nobody looked.
type Scope struct {
	Inventory *inventory.Inventory
	Key       func(*inventory.Component) purl.Key // what patterns match of a component
	Partial   bool                                // only a part of the repository was scanned

	// VersionAs gives a component's exact version, or what it requires, as a technology.
	VersionAs func(c *inventory.Component, technology string) (exact, requirement string)

	Unread []string // manifests that were left out, or could not be read
}

// Review gives every violation its state: the one place that decides it. It tells in the finding's notes why, and gives
// where each exception stands.
func (s *Set) Review(findings []finding.Finding, scope *Scope) []Standing {
	r := &review{Set: s, Scope: scope, standings: s.standings()}
	for i := range findings {
		if f := &findings[i]; f.Level == finding.Error {
			r.decide(f)
		} else {
			r.touch(f)
		}
	}
	for i := range r.standings {
		r.use(&r.standings[i])
	}
	prolong(r.standings)
	return r.standings
}

type review struct {
	*Set
	*Scope
	standings []Standing
}

// ranks orders the states that several exceptions give one violation: the first one counts.
var ranks = []finding.State{finding.Excepted, finding.UnderReview, finding.Rejected, finding.Lapsed}

// decide gives a violation its state.
func (r *review) decide(f *finding.Finding) {
	f.State = finding.NeedsReview
	var covering []*Standing
	rejected := false
	for i := range r.standings {
		st := &r.standings[i]
		if r.misfit(st.Exception, f) != "" {
			continue
		}
		st.Findings++
		rejected = rejected || st.State == Refused
		covering = append(covering, st)
	}
	best := decisive(covering)
	if best == nil {
		r.tellMisfits(f)
		return
	}
	f.State, f.Exception = best.Gives(), best.ID
	if f.State == "" { // a request whose time is over asks for nothing
		f.State = finding.NeedsReview
	}
	f.Notes = append(f.Notes, best.note(r.rules.Policy))
	if end := r.grace(best); end != "" && !rejected {
		f.Level = finding.Warning
		f.Notes = append(f.Notes, fmt.Sprintf("it only warns through %s, as the review has just been asked for", end))
	}
}

// decisive gives the exception, of those that cover a violation, that decides its state; nil if there is none. An approval beats
// all else but a later rejection.
func decisive(covering []*Standing) *Standing {
	approved, refused := latest(covering, InForce), latest(covering, Refused)
	switch {
	case approved != nil && refused != nil && refused.DecidedOn > approved.DecidedOn:
		return refused
	case approved != nil:
		return approved
	}
	var best *Standing
	for _, st := range covering {
		if best == nil || rank(st.Gives()) < rank(best.Gives()) {
			best = st
		}
	}
	return best
}

// latest gives the exception in a state that was decided last; nil if none is in it.
func latest(covering []*Standing, state State) *Standing {
	var last *Standing
	for _, st := range covering {
		if st.State == state && (last == nil || st.DecidedOn > last.DecidedOn) {
			last = st
		}
	}
	return last
}

func rank(s finding.State) int {
	for i, state := range ranks {
		if s == state {
			return i
		}
	}
	return len(ranks)
}

// grace is the last day on which a request in a register keeps a violation from failing; "" if it is over, or none is given.
func (r *review) grace(st *Standing) guideline.Date {
	settings := r.rules.Policy.Settings.Exceptions
	if settings.Trust != "register" || st.Draft || st.Status != Requested || st.State != Waiting {
		return ""
	}
	if end := st.RequestedOn.AddDays(settings.GraceDays); settings.GraceDays > 0 && r.rules.AsOf <= end {
		return end
	}
	return ""
}

// touch counts that an exception would cover what is no violation: it is not needed, yet or any more.
func (r *review) touch(f *finding.Finding) {
	for i := range r.standings {
		if st := &r.standings[i]; r.misfit(st.Exception, f) == "" {
			st.milder = true
		}
	}
}

// The reasons for which an exception does not cover a finding, from the farthest to the nearest.
const (
	otherGuideline  = "guideline"
	otherComponent  = "component"
	otherRepository = "repository"
	otherPath       = "path"
	otherVersion    = "version"
)

// misfit tells why an exception does not cover a finding; "" if it does. Its scope is exactly what was reviewed.
func (r *review) misfit(e *Exception, f *finding.Finding) string {
	switch {
	case e.Guideline != f.Guideline:
		return otherGuideline
	case f.Component == nil && (e.Component != "" || e.Technology != f.Technology), f.Component != nil && !r.matches(e, f.Component):
		return otherComponent
	case !e.names(r.rules.Repository):
		return otherRepository
	case f.Component == nil:
		return ""
	case !e.within(f.Location.Path):
		return otherPath
	case !r.inRange(e, f.Component, f.Technology):
		return otherVersion
	}
	return ""
}

func (r *review) matches(e *Exception, c *inventory.Component) bool {
	return e.Component != "" && c.PURL != "" && e.pattern.Match(r.Key(c))
}

func (e *Exception) within(path string) bool {
	for _, glob := range e.Paths {
		if doublestar.MatchUnvalidated(glob, path) {
			return true
		}
	}
	return false
}

// inRange tells whether all that the component may be is in the exception's versions: as the technology, if it is any.
func (r *review) inRange(e *Exception, c *inventory.Component, technology string) bool {
	if e.Versions == "" {
		return true
	}
	exact, requirement := r.VersionAs(c, technology)
	return e.versions.Within(c.Type, exact, requirement)
}

// tellMisfits says of a violation that nothing covers which exceptions nearly do.
func (r *review) tellMisfits(f *finding.Finding) {
	near := map[string][]string{}
	for i := range r.standings {
		if st := &r.standings[i]; st.State == InForce || st.State == Waiting {
			misfit := r.misfit(st.Exception, f)
			near[misfit] = append(near[misfit], st.ID)
		}
	}
	for _, reason := range []string{otherVersion, otherPath, otherRepository} {
		if ids := near[reason]; len(ids) > 0 {
			f.Notes = append(f.Notes, fmt.Sprintf("covered but for its %s by %s", reason, strings.Join(ids, ", ")))
		}
	}
}
