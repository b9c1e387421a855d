package advice

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// category answers what to use for something: its default, and what is said of each of its technologies.
func (a *Advisor) category(ctx context.Context, id string) (Answer, []inventory.Problem) {
	answer := Answer{Kind: Category, ID: id, Name: strings.ReplaceAll(id, "-", " "), Verdict: Undecided}
	var defaults []string
	if g := a.Policy.Guideline("categories/" + id); g != nil {
		defaults = g.Alternatives
		answer.Statements = []Statement{{Guideline: g, Verdict: Approved}}
	}
	var problems []inventory.Problem
	named := map[string]bool{} // technologies that have a judgement of their own: they come first
	for i := range a.Policy.Technologies {
		t := &a.Policy.Technologies[i]
		if t.Category != id {
			continue
		}
		of, found := a.use(ctx, a.technology(t, ""))
		problems = append(problems, found...)
		answer.Choices = append(answer.Choices, Choice{t.ID, of.Verdict, slices.Contains(defaults, t.ID)})
		named[t.ID] = len(of.Statements) > 0 && of.Statements[0].Guideline.Status != ""
		if of.Verdict == Approved {
			answer.Verdict = Approved
		}
		for _, d := range of.Proposals {
			if !slices.Contains(answer.Proposals, d) {
				answer.Proposals = append(answer.Proposals, d)
			}
		}
	}
	slices.SortStableFunc(answer.Choices, func(x, y Choice) int {
		return cmp.Or(
			-compareTrue(x.Default, y.Default),
			milder(x.Verdict, y.Verdict),
			-compareTrue(named[x.Technology], named[y.Technology]),
		)
	})
	slices.SortFunc(answer.Proposals, func(x, y *guideline.Decision) int { return strings.Compare(x.ID, y.ID) })
	answer.Ask = a.askWhom([]string{answer.Choices[0].Technology}, answer.Statements, Approved)
	return answer, slices.CompactFunc(problems, func(x, y inventory.Problem) bool { return x == y })
}
