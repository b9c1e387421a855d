package scan

import (
	"cmp"
	"slices"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Exit is a scan's exit status (contracts: New, trusted, enforced).
type Exit int

// The exit statuses. Undecided beats NeedsReview.
const (
	Clean       Exit = 0 // nothing needs an exception review
	NeedsReview Exit = 1 // something does
	Undecided   Exit = 2 // techcheck could not decide
)

// Result is what a scan says. It is the same for the same inventory, policy, exceptions and date.
type Result struct {
	Policy     *guideline.Policy // its name, its revision, and what findings rest on
	Repository string            // the repository's name, as in acme/billing; "" if unknown
	Revision   string            // the commit that was checked out; "" outside of git
	Base       string            // what was compared with; "" if nothing was
	Uncompared string            // why nothing was compared, and the next step; "" otherwise
	Trusted    Trusted
	AsOf       guideline.Date
	Inventory  *inventory.Inventory
	Findings   []finding.Finding
	Exceptions []exception.Standing
	Problems   []inventory.Problem // of the inventory, the policy and the guidelines, in order
	Summary    Summary
}

// FailOn is what fails a scan beside what the policy enforces; "" is nothing. It tightens, and never loosens.
type FailOn string

// The values of FailOn.
const (
	FailOnNew     FailOn = "new"     // new violations
	FailOnAll     FailOn = "all"     // all violations
	FailOnWarning FailOn = "warning" // all violations and warnings
)

// FailOns lists every value.
var FailOns = []FailOn{FailOnNew, FailOnAll, FailOnWarning}

// tighten gives the stricter of what the policy enforces and what the caller wants.
func (on FailOn) tighten(enforce guideline.Enforce) guideline.Enforce {
	switch {
	case on == FailOnAll, on == FailOnWarning:
		return guideline.EnforceAll
	case on == FailOnNew && enforce == guideline.EnforceObserve:
		return guideline.EnforceNew
	}
	return enforce
}

// Trusted tells whose exceptions and configuration count: those of the target branch, so that a change cannot grant anything
// to itself.
type Trusted struct {
	Name    string   // what the user knows the revision by: origin/main; "" if there is none
	Commit  string   // its id
	Why     string   // why it is this one, or why there is none
	Ignored []string // what the change says and what does not count, a sentence each
}

// Summary counts what a scan found and what it looked at.
type Summary struct {
	Violations  int // findings of level error
	NeedsReview int // violations that nothing covers
	Failing     int // findings that fail the scan, as enforce says
	Excepted    int
	Warnings    int
	Notes       int
	Components  int // checked
	Indirect    int // beside them: indirect ones, which settings.indirect ignores
	Unresolved  int // of the components, those with a name that stays unresolved
	Manifests   int // parsed
	Unparsed    int // manifests of which nothing could be read
	Unread      int // manifests of formats that are not read yet
}

// Undecided tells whether something keeps techcheck from deciding.
func (r *Result) Undecided() bool {
	return slices.ContainsFunc(r.Problems, func(p inventory.Problem) bool { return !p.Tolerated })
}

// Exception gives what decides a finding's state; nil if nothing does.
func (r *Result) Exception(f *finding.Finding) *exception.Standing {
	for i := range r.Exceptions {
		st := &r.Exceptions[i] // the trusted copy and the change's own have one id
		if st.ID == f.Exception && cmp.Or(st.Gives(), finding.NeedsReview) == f.State {
			return st
		}
	}
	return nil
}

// Exit is the result's exit status.
func (r *Result) Exit() Exit {
	if r.Undecided() {
		return Undecided
	}
	for i := range r.Findings {
		if r.Findings[i].Fails {
			return NeedsReview
		}
	}
	return Clean
}
