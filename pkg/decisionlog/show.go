package decisionlog

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Record is a decision in full.
type Record struct {
	Entry
	Successor *guideline.Decision  // nil: none
	Replaced  []guideline.Decision // those that it superseded, by id
	Uses      []Use                // by guideline, then place
}

// Use is a place in a repository where a guideline on the decision matters.
type Use struct {
	Guideline  string
	Level      finding.Level        // "": an approved use
	Technology string               // the technology meant, if any
	Component  *inventory.Component // nil: a finding about the repository
	Location   inventory.Location
}

// Facts are what is known of a repository. The zero value is one that nothing is known of.
type Facts struct {
	Inventory *inventory.Inventory
	Findings  []finding.Finding
	Applying  func(*inventory.Component) (surely, maybe []*guideline.Guideline) // those that are about a component
}

// Show gives a decision in full. Its uses are what its guidelines find, and the components of which one approves.
func Show(p *guideline.Policy, d *guideline.Decision, asOf guideline.Date, facts Facts) Record {
	r := Record{Entry: entry(p, d, asOf), Successor: p.Decision(d.SupersededBy)}
	for i := range p.Decisions {
		if p.Decisions[i].SupersededBy == d.ID {
			r.Replaced = append(r.Replaced, p.Decisions[i])
		}
	}
	for _, f := range facts.Findings {
		if g := p.Guideline(f.Guideline); g != nil && g.Decision == d.ID {
			r.Uses = append(r.Uses, Use{g.ID, f.Level, f.Technology, f.Component, f.Location})
		}
	}
	if facts.Inventory != nil {
		r.addApproved(facts)
	}
	slices.SortStableFunc(r.Uses, func(a, b Use) int { return strings.Compare(a.Guideline, b.Guideline) })
	return r
}

func (r *Record) addApproved(facts Facts) {
	for i := range facts.Inventory.Components {
		c := &facts.Inventory.Components[i]
		surely, maybe := facts.Applying(c)
		for _, g := range slices.Concat(surely, maybe) {
			if g.Decision == r.ID && g.Status == guideline.Approved {
				r.Uses = append(r.Uses, Use{Guideline: g.ID, Technology: g.Technology, Component: c, Location: c.Location})
			}
		}
	}
}

var decisionNumber = regexp.MustCompile(`^(?i:D-?)?0*([0-9]{1,4})$`)

// Find finds a decision by its id, written forgivingly: 7, 0007, D-7 and d-0007 are D-0007. The error of one that is not
// there suggests those whose title holds the words.
func Find(p *guideline.Policy, written string) (*guideline.Decision, error) {
	if m := decisionNumber.FindStringSubmatch(written); m != nil {
		if d := p.Decision("D-" + strings.Repeat("0", 4-len(m[1])) + m[1]); d != nil {
			return d, nil
		}
	}
	var alike []string
	for _, d := range p.Decisions {
		if strings.Contains(strings.ToLower(d.Title), strings.ToLower(written)) {
			alike = append(alike, fmt.Sprintf("%s (%q)", d.ID, d.Title))
		}
	}
	switch n := len(p.Decisions); {
	case n == 0:
		return nil, fmt.Errorf("%q is not a decision: the policy has none; techcheck policy new decision writes one", written)
	case len(alike) > 0 && written != "":
		return nil, fmt.Errorf("%q is not the id of a decision: did you mean %s?", written, strings.Join(alike[:min(3, len(alike))], " or "))
	default:
		return nil, fmt.Errorf("%q is not a decision: the log goes from %s to %s; techcheck decision list shows it",
			written, p.Decisions[0].ID, p.Decisions[n-1].ID)
	}
}
