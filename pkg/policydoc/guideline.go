package policydoc

import (
	"cmp"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/dna-group/techcheck/pkg/folder"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/markdown"
)

// The areas of guidelines that stand in the settings.
const (
	categoriesArea = "categories"
	unlistedArea   = "unlisted"
)

// statusPhrases say what is said of a technology.
var statusPhrases = map[guideline.Status]string{
	guideline.Approved:   "approved",
	guideline.Trial:      "in trial",
	guideline.Hold:       "on hold",
	guideline.Disallowed: "disallowed",
}

// title is what a guideline says, in a few words.
func (s *site) title(g *guideline.Guideline) string {
	name := path.Base(g.ID)
	switch {
	case g.Title != "":
		return g.Title
	case s.proposed(g):
		return s.subject(g) + " would be " + statusPhrases[g.Status]
	case g.Status != "":
		return s.subject(g) + " is " + statusPhrases[g.Status]
	case g.Area() == categoriesArea:
		return "Which " + words(name) + " to use"
	}
	return "What is no known technology: " + name
}

// subject is what a judgement is about: a technology, some versions of it, or what its name says.
func (s *site) subject(g *guideline.Guideline) string {
	subject := capitalised(words(path.Base(g.ID)))
	if g.Technology != "" {
		subject = s.TechnologyName(g.Technology)
	}
	if g.AppliesTo.Versions != "" {
		subject += " " + g.AppliesTo.Versions
	}
	return subject
}

// guideline writes the page of a guideline.
func (s *site) guideline(g *guideline.Guideline) folder.File {
	p := newPage(guidelinePath(g), s.title(g))
	p.line("%s\n", markdown.Text(g.Reason))
	p.fact("Guideline", markdown.Code(g.ID))
	p.fact("Status", s.status(g))
	p.fact("Since", string(g.Since))
	p.fact("Until", string(g.Until))
	p.fact(alternativesAre(g), s.alternatives(p, g))
	p.fact("Decision", s.decisionOf(p, g))
	p.fact("Owner", s.owner(g.Owner))
	p.fact("Review by", string(g.ReviewBy))
	p.fact("Links", links(g.Links))
	if g.Status != guideline.Approved {
		p.fact("Fails a scan", enforced(cmp.Or(g.Enforce, s.Settings.Enforce)))
	}
	s.recognised(p, g)
	if g.Status != guideline.Approved {
		s.exception(p, g)
	}
	return p.file(s.Policy)
}

// status says what a judgement means for those who use the technology.
func (s *site) status(g *guideline.Guideline) string {
	said := s.meaning(g)
	if s.proposed(g) {
		said = sentences(said, "The decision is still proposed, so that for now this is only noted.")
	}
	if g.Since != "" && said != "" {
		said = sentences(said, "Before "+string(g.Since)+" errors are warnings.")
	}
	return said
}

// meaning is what contracts say of a status, or of the settings' rules; "" for a guideline in Rego, whose title says it.
func (s *site) meaning(g *guideline.Guideline) string {
	switch {
	case g.Status == guideline.Approved && g.Until == "":
		return "approved: every use is fine."
	case g.Status == guideline.Approved:
		return "approved: every use is fine. It is supported at least until " + string(g.Until) + "."
	case g.Status == guideline.Trial && len(g.Pilots) == 0:
		return "in trial: new uses are errors, existing ones are noted."
	case g.Status == guideline.Trial:
		return "in trial: new uses are errors, except in its pilots (" + list(g.Pilots, markdown.Code) + "); existing ones are noted."
	case g.Status == guideline.Hold && g.Until == "":
		return "on hold: new uses are errors, existing ones are warned about."
	case g.Status == guideline.Hold:
		return "on hold: new uses are errors; existing ones are warned about through " + string(g.Until) + ", and errors after that."
	case g.Status == guideline.Disallowed:
		return "disallowed: every use is an error."
	}
	return s.setting(g)
}

// setting says what a rule of the settings does.
func (s *site) setting(g *guideline.Guideline) string {
	name := path.Base(g.ID)
	if rule := s.rule(name); rule != nil && g.Area() == categoriesArea {
		return "every other " + markdown.Text(words(name)) + " that no guideline names is " + levels[rule.Others] + "."
	}
	for _, rule := range s.Settings.Unlisted {
		if g.Area() == unlistedArea && rule.Kind == name {
			return "each is " + levels[rule.Level] + "."
		}
	}
	return ""
}

// levels say what a finding of a level is.
var levels = map[string]string{"error": "an error", "warning": "a warning", "note": "a note", "ignore": "ignored"}

// proposed tells whether a guideline rests on a decision that is still to be made.
func (s *site) proposed(g *guideline.Guideline) bool {
	d := s.Decision(g.Decision)
	return d != nil && d.Status == guideline.Proposed
}

// alternativesAre names what a guideline's alternatives are: of a category's rule, its defaults.
func alternativesAre(g *guideline.Guideline) string {
	if g.Area() == categoriesArea {
		return "Use"
	}
	return "Use instead"
}

// alternatives links each technology to use to a guideline that approves it, if there is one.
func (s *site) alternatives(p *page, g *guideline.Guideline) string {
	return list(g.Alternatives, func(id string) string {
		for i := range s.Guidelines {
			if other := &s.Guidelines[i]; other.Technology == id && other.Status == guideline.Approved {
				return p.link(s.TechnologyName(id), guidelinePath(other))
			}
		}
		return markdown.Text(s.TechnologyName(id))
	})
}

func (s *site) decisionOf(p *page, g *guideline.Guideline) string {
	d := s.Decision(g.Decision)
	if d == nil {
		return markdown.Text(g.Decision)
	}
	return fmt.Sprintf("%s (%s, %s)", p.link(d.ID+": "+d.Title, decisionPath(d)), d.Status, string(d.Date))
}

func (s *site) owner(id string) string {
	if o := s.Owner(id); o != nil {
		return markdown.Text(o.Name) + ", " + markdown.Text(o.Contact)
	}
	return markdown.Text(id)
}

// enforced says what enforce means.
func enforced(e guideline.Enforce) string {
	switch e {
	case guideline.EnforceObserve:
		return "no, it only tells"
	case guideline.EnforceNew:
		return "new violations do"
	}
	return "every violation does"
}

// exception says how to ask for one.
func (s *site) exception(p *page, g *guideline.Guideline) {
	p.section("Ask for an exception")
	p.line("Who needs to use it all the same asks for a dated permission, at the line that a scan complains about:\n")
	p.line("```console\n$ techcheck exception request %s --at FILE:LINE\n```\n", g.ID)
	days := strconv.Itoa(s.Settings.Exceptions.MaxDays)
	p.line("It says why, and holds for at most %s days. Ask %s.", days, s.owner(g.Owner))
	if s.Settings.ReviewAt != "" {
		p.line("Requests are reviewed at %s.", markdown.Code(s.Settings.ReviewAt))
	}
}

// list joins what is shown of each entry.
func list(all []string, show func(string) string) string {
	shown := make([]string, len(all))
	for i, entry := range all {
		shown[i] = show(entry)
	}
	return strings.Join(shown, ", ")
}
