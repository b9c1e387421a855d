package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/scan"
)

// hint is a part of what a finding tells beside its message: what to know, or what to do. Nothing in it is escaped.
type hint struct{ label, text string }

// hints tell why a finding is one, what to use instead, whom to ask and how to go on.
func hints(policy *guideline.Policy, f *finding.Finding) []hint {
	g := judgement(policy, f.Guideline)
	var all []hint
	for _, note := range f.Notes {
		all = append(all, hint{"note", note})
	}
	all = append(all,
		hint{"why", why(policy, &g)}, instead(policy, &g), hint{"ask", ask(owner(policy, g.Owner))}, hint{"next", next(policy, &g, f)})
	return slices.DeleteFunc(all, func(h hint) bool { return h.text == "" })
}

// told is a finding in one line.
func told(policy *guideline.Policy, f *finding.Finding) string {
	parts := []string{marks(f)}
	for _, h := range hints(policy, f) {
		parts = append(parts, h.label+": "+strings.TrimSuffix(h.text, "."))
	}
	return f.Message + " [" + f.Guideline + "]" + indented(joined("; ", parts...))
}

// marks tell whether a finding is new, and where its exception review stands.
func marks(f *finding.Finding) string {
	state := ""
	if f.State != finding.NeedsReview {
		state = strings.ReplaceAll(string(f.State), "-", " ")
	}
	if f.Introduced {
		return joined(" ", "new in this change", state)
	}
	return state
}

// weighed puts first what matters first: what fails the scan, what is new, what is graver. What an exception covers comes
// last; equals stay as they are.
func weighed(findings []finding.Finding) []*finding.Finding {
	all := make([]*finding.Finding, len(findings))
	for i := range findings {
		all[i] = &findings[i]
	}
	slices.SortStableFunc(all, func(a, b *finding.Finding) int {
		return cmp.Or(
			trueFirst(a.Fails, b.Fails),
			trueFirst(b.State == finding.Excepted, a.State == finding.Excepted),
			trueFirst(a.Introduced, b.Introduced),
			-cmp.Compare(slices.Index(finding.Levels, a.Level), slices.Index(finding.Levels, b.Level)),
		)
	})
	return all
}

func trueFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// openFindings are those that no exception covers, what matters first.
func openFindings(r *scan.Result) []*finding.Finding {
	return slices.DeleteFunc(weighed(r.Findings), func(f *finding.Finding) bool { return !isOpen(f) })
}

// covered are the findings that an exception covers.
func covered(r *scan.Result) []*finding.Finding {
	return slices.DeleteFunc(weighed(r.Findings), isOpen)
}
