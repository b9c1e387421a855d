package scan

import (
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
	Trusted    string            // the revision whose exceptions and configuration count; "" if none
	AsOf       guideline.Date
	Inventory  *inventory.Inventory
	Findings   []finding.Finding
	Problems   []inventory.Problem // of the inventory, the policy and the guidelines, in order
	Summary    Summary
}

// Summary counts what a scan found and what it looked at.
type Summary struct {
	Violations  int // findings of level error
	NeedsReview int // violations that nothing covers
	Failing     int // violations that fail the scan, as enforce says
	Excepted    int
	Warnings    int
	Notes       int
	Components  int // checked
	Indirect    int // beside them: indirect ones, which settings.indirect ignores
	Unresolved  int // of the components, those with a name that stays unresolved
	Manifests   int // parsed
	Unparsed    int // manifests of which nothing could be read
}

// Exit is the result's exit status.
func (r *Result) Exit() Exit {
	if len(r.Problems) > 0 {
		return Undecided
	}
	for i := range r.Findings {
		if r.Findings[i].Fails {
			return NeedsReview
		}
	}
	return Clean
}
