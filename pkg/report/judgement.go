package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/scan"
)

// judgement finds what a finding rests on: a guideline, or one that the settings make (categories/…, unlisted/…), which a
// result's policy holds like any other. Of an id that the policy does not know, only the id is set.
func judgement(p *guideline.Policy, id string) guideline.Guideline {
	if g := p.Guideline(id); g != nil {
		return *g
	}
	if id == scan.LeftOut {
		return guideline.Guideline{ID: id, Title: "New manifests are looked at", Reason: "What is left out may hold what would need an exception review."}
	}
	return guideline.Guideline{ID: id}
}

// fired gives the judgements that findings rest on, each once, by id.
func fired(p *guideline.Policy, findings []finding.Finding) []guideline.Guideline {
	ids := make([]string, len(findings))
	for i := range findings {
		ids[i] = findings[i].Guideline
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	judgements := make([]guideline.Guideline, len(ids))
	for i, id := range ids {
		judgements[i] = judgement(p, id)
	}
	return judgements
}

// decision finds a decision; of an id that the policy does not know, only the id is set.
func decision(p *guideline.Policy, id string) guideline.Decision {
	if d := p.Decision(id); d != nil {
		return *d
	}
	return guideline.Decision{ID: id}
}

// owner finds an owner; of an id that the policy does not know, only the id is set.
func owner(p *guideline.Policy, id string) guideline.Owner {
	if o := p.Owner(id); o != nil {
		return *o
	}
	return guideline.Owner{ID: id}
}

func ownerName(o guideline.Owner) string {
	return cmp.Or(o.Name, o.ID, "the owners of the policy")
}

// joined joins what is not empty.
func joined(separator string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), separator)
}
