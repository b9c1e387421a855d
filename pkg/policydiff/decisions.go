package policydiff

import (
	"slices"

	"github.com/dna-group/techcheck/pkg/guideline"
)

func (c *comparison) decisions() {
	matched(c, Decision, c.old.Decisions, c.new.Decisions,
		func(d *guideline.Decision) string { return d.ID },
		func(_ *guideline.Policy, d *guideline.Decision) string { return d.Title + ": " + standing(d) },
		subject.decision)
}

func (s subject) decision(old, new *guideline.Decision) {
	s.value(s.decided(old, new), "status", standing(old), standing(new))
	s.date("date", old.Date, new.Date)
	s.date("review-by", old.ReviewBy, new.ReviewBy)
	s.reworded("title", old.Title, new.Title)
	s.reworded("summary", old.Summary, new.Summary)
	s.value(Other, "forum", old.Forum, new.Forum)
	s.list(Other, "decision-makers", old.Makers, new.Makers)
	s.list(Other, "consulted", old.Consulted, new.Consulted)
	s.list(Other, "informed", old.Informed, new.Informed)
}

// standing is a decision's status as it is written.
func standing(d *guideline.Decision) string {
	if d.Status == guideline.Superseded {
		return string(d.Status) + " by " + d.SupersededBy
	}
	return string(d.Status)
}

// decided is the direction of a decision's change: while it is only proposed, what rests on it only notes.
func (s subject) decided(old, new *guideline.Decision) Group {
	carries := slices.ContainsFunc(s.new.Guidelines, func(g guideline.Guideline) bool {
		return g.Decision == new.ID && g.Status != guideline.Approved
	})
	if !carries {
		return Other
	}
	return bothWays(old.Status == guideline.Proposed, new.Status == guideline.Proposed, Tightened, Loosened)
}
