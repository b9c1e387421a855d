package guideline

import (
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/version"
)

// check reports what only all files together tell.
func (r *reader) check() {
	p := r.policy
	inRego := slices.ContainsFunc(p.Modules, func(m Module) bool { return strings.HasPrefix(m.Path, "guidelines/") })
	if !r.broken && !inRego && len(p.Guidelines)+len(p.Settings.Categories)+len(p.Settings.Unlisted) == 0 {
		r.report(Place{Path: "guidelines"}, "the policy has no guideline: write one in guidelines/AREA/choices.yaml")
	}
	for _, s := range r.successors {
		if !r.known.decisions.has(s.id) {
			r.report(s.place, "%s does not exist%s", s.id, r.known.decisions.instead(s.id))
		}
	}
	r.checkRecommended()
	r.checkContradictions()
	r.checkMirrors()
}

// checkRecommended reports technologies to use that a judgement rules out, whatever their version and use. So no chain
// of alternatives ends where nothing may be used, or comes back to where it started.
func (r *reader) checkRecommended() {
	ruledOut := map[string]*Guideline{}
	for i := range r.policy.Guidelines {
		g := &r.policy.Guidelines[i]
		if (g.Status == Disallowed || g.Status == Hold) && g.AppliesTo.whole() {
			for _, id := range g.AppliesTo.Technologies {
				ruledOut[id] = g
			}
		}
	}
	for _, use := range r.recommended {
		if g := ruledOut[use.id]; g != nil {
			r.report(use.place, "%s is itself ruled out by %s (%s line %d): name another technology", use.id, g.ID, g.Place.Path, g.Place.Line)
		}
	}
}

// whole tells whether the selector takes all of its technologies.
func (s *Selector) whole() bool {
	return s.Versions == "" && len(s.Categories)+len(s.Purls)+len(s.Types)+len(s.Kinds)+len(s.Scopes) == 0
}

// checkContradictions compares the judgements of each technology in pairs, in the order in which they are written.
func (r *reader) checkContradictions() {
	judgements := map[string][]*Guideline{}
	for i := range r.policy.Guidelines {
		second := &r.policy.Guidelines[i]
		if second.Status == "" {
			continue
		}
		for _, id := range second.AppliesTo.Technologies {
			for _, first := range judgements[id] {
				if overlap(&first.AppliesTo, &second.AppliesTo) {
					r.contradiction(id, first, second)
				}
			}
			judgements[id] = append(judgements[id], second)
		}
	}
}

func (r *reader) contradiction(technology string, first, second *Guideline) {
	if first.Status == second.Status {
		r.report(second.Place, "%s is judged %s by %s too (%s line %d): keep one, or narrow them by versions, kinds or scopes",
			technology, first.Status, first.ID, first.Place.Path, first.Place.Line)
		return
	}
	r.report(second.Place, "%s is %s here and %s in %s (%s line %d): keep one, or narrow them by versions, kinds or scopes",
		technology, second.Status, first.Status, first.ID, first.Place.Path, first.Place.Line)
}

// overlap tells whether a component of one technology can match both selectors.
func overlap(a, b *Selector) bool {
	return share(a.Categories, b.Categories) && share(a.Purls, b.Purls) && share(a.Types, b.Types) &&
		share(a.Kinds, b.Kinds) && share(usedIn(a.Scopes), usedIn(b.Scopes)) && versionsOverlap(a.Versions, b.Versions)
}

// share tells whether two lists have a name in common; an empty list holds every name.
func share(a, b []string) bool {
	return len(a) == 0 || len(b) == 0 || slices.ContainsFunc(a, func(name string) bool { return slices.Contains(b, name) })
}

// usedIn are the scopes that a list means: none are all but managed.
func usedIn(list []string) []string {
	if len(list) > 0 {
		return list
	}
	return slices.DeleteFunc(words(inventory.Scopes), func(s string) bool { return s == string(inventory.Managed) })
}

func versionsOverlap(a, b string) bool {
	first, err1 := version.ParseRange(a)
	second, err2 := version.ParseRange(b)
	return err1 == nil && err2 == nil && version.Overlap(first, second)
}
