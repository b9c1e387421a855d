package report

import (
	"cmp"
	"fmt"
	"io"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/policydiff"
)

// groupTitles are the headings of changes.
var groupTitles = map[policydiff.Group]string{
	policydiff.Tightened: "Tightened", policydiff.Loosened: "Loosened", policydiff.Added: "Added",
	policydiff.Removed: "Removed", policydiff.Dates: "Dates moved", policydiff.Other: "Other",
}

// effects say what becomes of findings: of many, of one, and in which colour.
var effects = map[policydiff.Effect]struct {
	many, one string
	style     style
}{
	policydiff.Red:   {"turn red", "turns red", red},
	policydiff.Green: {"turn green", "turns green", blue},
	policydiff.Level: {"change level", "changes level", magenta},
}

func writePolicyDiffText(w io.Writer, d PolicyDiff, o Options) error {
	p := newPrinter(w, o)
	p.line("policy %v → %v", policyName(d.Old), policyName(d.New))
	p.line("")
	for i, c := range d.Changes {
		if i == 0 || c.Group != d.Changes[i-1].Group {
			p.line("%v", p.paint(bold, groupTitles[c.Group]))
		}
		p.line("  %v", joined(": ", string(c.Kind)+" "+c.ID, c.Message))
		if i == len(d.Changes)-1 || c.Group != d.Changes[i+1].Group {
			p.line("")
		}
	}
	for i := range d.Repositories {
		p.impact(&d.Repositories[i], d.Show)
	}
	p.policyDiffSummary(&d)
	return p.Flush()
}

func policyName(p *guideline.Policy) string {
	return joined(" ", p.Settings.Name, shortRevision(p.Revision))
}

// impact writes what becomes of one repository, in at most show lines.
func (p *printer) impact(i *policydiff.Impact, show int) {
	counts := make([]string, len(policydiff.Effects))
	for k, e := range policydiff.Effects {
		counts[k] = happens(i.Count(e), e)
	}
	nothing := "nothing changes"
	if len(i.Problems) > 0 {
		nothing = "nothing changes in what could be read"
	}
	p.line("%v: %v", p.paint(bold, cmp.Or(i.Repository, i.Source)), cmp.Or(joined(", ", counts...), nothing))
	shown := i.Shifts
	if show >= 0 && show < len(shown) {
		shown = shown[:show]
	}
	for k := range shown {
		s, f := &shown[k], shown[k].Shown()
		p.line("  %v%v: %v [%v] (%v → %v)", p.place(f.Location.Path, f.Location.Line, f.Location.Column),
			p.paint(effects[s.Effect].style, effects[s.Effect].one), f.Message, f.Guideline, standing(s.Old), standing(s.New))
	}
	if rest := len(i.Shifts) - len(shown); rest > 0 {
		p.line("  and %v more: pass --show all", rest)
	}
	p.line("")
}

// happens counts the findings that an effect happens to, and says nothing of none.
func happens(n int, e policydiff.Effect) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 " + effects[e].one
	}
	return fmt.Sprintf("%d %s", n, effects[e].many)
}

// standing is what a finding does to a scan.
func standing(f *finding.Finding) string {
	switch {
	case f == nil:
		return "no finding"
	case f.Level == finding.Error && !f.Fails:
		return "observed error"
	}
	return string(f.Level)
}

func (p *printer) policyDiffSummary(d *PolicyDiff) {
	changes := "The policies say the same"
	if n := len(d.Changes); n > 0 {
		changes = count(n, "change") + " of the policy"
	}
	red, problems := 0, 0
	for i := range d.Repositories {
		if d.Repositories[i].Count(policydiff.Red) > 0 {
			red++
		}
		problems += len(d.Repositories[i].Problems)
	}
	impact := ""
	switch n := len(d.Repositories); {
	case red > 0:
		impact = fmt.Sprintf("as of %s something turns red in %d of %s", d.AsOf, red, repositories(n))
	case n > 0:
		impact = fmt.Sprintf("as of %s nothing turns red in %s", d.AsOf, repositories(n))
	}
	p.line("%v", joined(" · ", changes, impact))
	if problems > 0 {
		p.line("techcheck could not decide: %v (above, on standard error)", count(problems, "problem"))
	}
}

func repositories(n int) string {
	if n == 1 {
		return "1 repository"
	}
	return fmt.Sprintf("%d repositories", n)
}
