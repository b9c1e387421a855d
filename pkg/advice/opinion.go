package advice

import (
	"cmp"
	"context"
	"slices"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// opinion is what one guideline says of one use.
type opinion struct {
	use       int // its index
	guideline *guideline.Guideline
	verdict   Verdict
	maybe     bool // it is about some versions, and which one will be used is not known
	finding   *finding.Finding
	fails     bool
}

// opinions asks every guideline about the uses of a subject.
func (a *Advisor) opinions(ctx context.Context, s subject) ([]opinion, []inventory.Problem) {
	findings, problems := a.Judge(ctx, guideline.Facts{
		AsOf: a.AsOf, Repository: a.Repository, Inventory: &inventory.Inventory{Components: s.uses},
	})
	var all []opinion
	for i := range s.uses {
		use := &s.uses[i]
		surely, maybe := a.Applying(use)
		judged := slices.ContainsFunc(slices.Concat(surely, maybe), func(g *guideline.Guideline) bool { return g.Status != "" })
		for n, g := range slices.Concat(surely, maybe) {
			f := said(findings, g, use)
			if f != nil || g.Status != "" || !judged && isDefault(g, use) {
				all = append(all, a.opinion(i, g, f, n >= len(surely)))
			}
		}
		for j := range findings { // about the repository
			if f := &findings[j]; f.Component == nil && slices.Contains(use.Technologies, f.Technology) {
				all = append(all, a.opinion(i, a.Policy.Guideline(f.Guideline), f, false))
			}
		}
	}
	return slices.DeleteFunc(all, func(o opinion) bool { return o.verdict == "" }), problems
}

// said gives the gravest finding of a guideline about a use, nil if there is none.
func said(findings []finding.Finding, g *guideline.Guideline, use *inventory.Component) *finding.Finding {
	var gravest *finding.Finding
	for i := range findings {
		f := &findings[i]
		if f.Component == use && f.Guideline == g.ID && (gravest == nil || f.Level.AtMost(gravest.Level) != f.Level) {
			gravest = f
		}
	}
	return gravest
}

// opinion interprets what a guideline found, nil if it is content. Without a verdict it has nothing to say.
func (a *Advisor) opinion(use int, g *guideline.Guideline, f *finding.Finding, maybe bool) opinion {
	o := opinion{use: use, guideline: g, maybe: maybe, finding: f}
	enforce := cmp.Or(g.Enforce, a.Policy.Settings.Enforce)
	o.fails = f != nil && f.Level == finding.Error && enforce != guideline.EnforceObserve
	decision := a.Policy.Decision(g.Decision)
	switch {
	case decision != nil && decision.Status == guideline.Proposed:
		o.verdict = Proposed
	case g.Status != "":
		o.verdict = Verdict(g.Status)
	case f == nil:
		o.verdict = Approved
	case f.Level == finding.Error && g.Area() != "unlisted":
		o.verdict = Disallowed
	case f.Level == finding.Error || namesChoice(g):
		o.verdict = Undecided
	}
	return o
}

// isDefault tells whether a use is of a technology that its category's rule names as the default.
func isDefault(g *guideline.Guideline, use *inventory.Component) bool {
	return g.Area() == "categories" && slices.ContainsFunc(use.Technologies, func(id string) bool { return slices.Contains(g.Alternatives, id) })
}

// namesChoice tells whether a guideline says what to use. One that says how to use things, whatever they are, has
// nothing to say before they are used, unless even a careful use violates it.
func namesChoice(g *guideline.Guideline) bool {
	s := &g.AppliesTo
	return len(s.Technologies)+len(s.Categories)+len(s.Purls) > 0 || s.Repository || g.Area() == "unlisted"
}

// milder orders verdicts.
func milder(a, b Verdict) int {
	return cmp.Compare(slices.Index(Verdicts, a), slices.Index(Verdicts, b))
}

// overall is the verdict on one use. The gravest judgement counts; one on a decision that is still proposed only where
// there is no other, and one that may be about another version only if it allows something.
func overall(opinions []opinion, use int) (verdict Verdict, fails bool) {
	sure, hoped := Verdict(""), Undecided
	proposed := false
	for i := range opinions {
		o := &opinions[i]
		if o.use != use {
			continue
		}
		fails = fails || o.fails
		switch {
		case o.verdict == Proposed:
			proposed = true
		case o.maybe:
			hoped = slices.MinFunc([]Verdict{hoped, o.verdict}, milder)
		case o.verdict != Undecided && (sure == "" || milder(sure, o.verdict) < 0):
			sure = o.verdict
		}
	}
	if proposed {
		hoped = slices.MinFunc([]Verdict{hoped, Proposed}, milder)
	}
	return cmp.Or(sure, hoped), fails
}
