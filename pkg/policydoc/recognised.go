package policydoc

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/markdown"
)

// recognised says which components a guideline is about, and by what their technologies are recognised.
func (s *site) recognised(p *page, g *guideline.Guideline) {
	p.section("How it is recognised")
	a := &g.AppliesTo
	if a.Repository {
		p.line("It is about all technologies of a repository together.\n")
	}
	p.fact("Categories", list(a.Categories, markdown.Text))
	p.fact("Packages", list(a.Purls, markdown.Code))
	p.fact("Versions", markdown.Code(a.Versions))
	p.fact("Kinds", list(a.Kinds, markdown.Text))
	p.fact("Scopes", list(a.Scopes, markdown.Text))
	p.fact("Package types", list(a.Types, markdown.Text))
	if a.Indirect {
		p.fact("Indirect components", "too")
	}
	for _, id := range a.Technologies {
		s.technology(p, id)
	}
	if g.Module != "" {
		p.fact("Rule", markdown.Code(g.Module))
	}
}

// technology tells by what a technology is recognised.
func (s *site) technology(p *page, id string) {
	t := s.Technology(id)
	if t == nil {
		return
	}
	p.line("- %s", sentences("**"+markdown.Text(t.Name)+"**", links(t.Links)))
	for _, e := range t.IdentifiedBy {
		proves := ""
		if e.Version != "" {
			proves = ": version " + markdown.Text(e.Version)
		}
		p.line("  - %s%s", markdown.Code(e.Purl), proves)
	}
}

func links(all []guideline.Link) string {
	shown := make([]string, len(all))
	for i, link := range all {
		shown[i] = markdown.Link(link.Name, link.URL)
	}
	return strings.Join(shown, ", ")
}
