package guideline

import (
	"slices"
	"strings"
)

// Subject says in a few words what a guideline is about: its title, or the technologies or components that it judges.
func (p *Policy) Subject(g *Guideline) string {
	if g.Title != "" {
		return g.Title
	}
	s := &g.AppliesTo
	var parts []string
	for _, id := range s.Technologies {
		parts = append(parts, p.TechnologyName(id))
	}
	parts = slices.Concat(parts, s.Categories, s.Purls)
	if len(parts) == 0 {
		parts = slices.Concat(s.Kinds, s.Types)
	}
	return strings.TrimSpace(strings.Join(parts, ", ") + " " + s.Versions)
}
