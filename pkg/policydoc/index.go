package policydoc

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/folder"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/markdown"
)

// The verdicts of the index, in its order.
const (
	isDefault = iota
	isApproved
	inTrial
	onHold
	isDisallowed
	isProposed
)

var verdicts = []string{"default", "approved", "in trial", "on hold", "disallowed", "being decided"}

var verdictOf = map[guideline.Status]int{
	guideline.Approved: isApproved, guideline.Trial: inTrial, guideline.Hold: onHold, guideline.Disallowed: isDisallowed,
}

// choice is a row of the index: what a guideline says of a technology.
type choice struct {
	verdict   int
	name      string
	guideline *guideline.Guideline
}

// index writes the first page: what is being decided, what to use for what, the rules, the decisions.
func (s *site) index() folder.File {
	p := newPage(indexPath, "Technology choices: "+s.Settings.Name)
	p.line("What to use for what, what not, and why: %d guidelines, which techcheck checks repositories against.", len(s.Guidelines))
	s.proposals(p)
	s.categories(p)
	s.rules(p)
	s.log(p)
	return p.file(s.Policy)
}

// proposals lists the decisions that are not made yet.
func (s *site) proposals(p *page) {
	open := false
	for i := range s.Decisions {
		d := &s.Decisions[i]
		if d.Status != guideline.Proposed {
			continue
		}
		if !open {
			open = true
			p.section("What is being decided")
			p.line("| decision | what | where it is discussed | since |\n| --- | --- | --- | --- |")
		}
		p.line("| %s | %s | %s | %s |", p.link(d.ID+": "+d.Title, decisionPath(d)),
			markdown.Text(d.Summary), markdown.Text(cmp.Or(d.Forum, "nowhere yet")), d.Date)
	}
}

// categories lists the choices of each category.
func (s *site) categories(p *page) {
	choices := s.choices()
	if len(choices) == 0 {
		return
	}
	p.section("What to use for what")
	var names []string
	for category := range choices {
		names = append(names, category)
	}
	slices.Sort(names)
	for i, category := range names {
		if i > 0 {
			p.line("")
		}
		p.line("### %s\n", markdown.Text(capitalised(words(category))))
		p.line("| technology | status | why | use instead |\n| --- | --- | --- | --- |")
		for _, c := range choices[category] {
			p.line("| %s | %s | %s | %s |", p.link(c.name, guidelinePath(c.guideline)), verdicts[c.verdict],
				markdown.Text(c.guideline.Reason), s.instead(p, c))
		}
		if rule := s.rule(category); rule != nil {
			p.line("\nEvery other %s is %s: %s.", markdown.Text(words(category)), levels[rule.Others],
				p.link("why", guidelinePath(s.Guideline(categoriesArea+"/"+category))))
		}
	}
}

// instead is what to use in the place of a choice.
func (s *site) instead(p *page, c choice) string {
	if c.verdict == isDefault {
		return "" // of a category's rule, the alternatives are the defaults
	}
	return s.alternatives(p, c.guideline)
}

// choices are what guidelines say of technologies, by category, in the order of the verdicts.
func (s *site) choices() map[string][]choice {
	all := map[string][]choice{}
	named := map[string]bool{}
	for i := range s.Guidelines {
		g := &s.Guidelines[i]
		if g.Status == "" {
			continue
		}
		for _, id := range g.AppliesTo.Technologies {
			if t := s.Technology(id); t != nil {
				all[t.Category] = append(all[t.Category], s.choice(t, g))
				named[id] = true
			}
		}
	}
	for i := range s.Settings.Categories {
		rule := &s.Settings.Categories[i]
		for _, id := range rule.Default {
			if !named[id] {
				all[rule.Category] = append(all[rule.Category], choice{isDefault, s.TechnologyName(id), s.Guideline(categoriesArea + "/" + rule.Category)})
			}
		}
	}
	for _, choices := range all {
		slices.SortStableFunc(choices, func(a, b choice) int {
			return cmp.Or(cmp.Compare(a.verdict, b.verdict), strings.Compare(a.name, b.name))
		})
	}
	return all
}

func (s *site) choice(t *guideline.Technology, g *guideline.Guideline) choice {
	c := choice{verdictOf[g.Status], t.Name, g}
	if rule := s.rule(t.Category); c.verdict == isApproved && rule != nil && slices.Contains(rule.Default, t.ID) {
		c.verdict = isDefault
	}
	if s.proposed(g) {
		c.verdict = isProposed
	}
	if g.AppliesTo.Versions != "" {
		c.name += " " + g.AppliesTo.Versions
	}
	return c
}

// rule is the settings' rule for a category; nil if there is none.
func (s *site) rule(category string) *guideline.CategoryRule {
	for i := range s.Settings.Categories {
		if s.Settings.Categories[i].Category == category {
			return &s.Settings.Categories[i]
		}
	}
	return nil
}

// rules lists the guidelines that are about no technology in particular: those in Rego, on packages, on what is unknown.
func (s *site) rules(p *page) {
	started := false
	for i := range s.Guidelines {
		g := &s.Guidelines[i]
		if g.Status != "" && len(g.AppliesTo.Technologies) > 0 || g.Area() == categoriesArea {
			continue
		}
		if !started {
			started = true
			p.section("Rules")
			p.line("| rule | why |\n| --- | --- |")
		}
		p.line("| %s | %s |", p.link(s.title(g), guidelinePath(g)), markdown.Text(g.Reason))
	}
}

// log lists all decisions.
func (s *site) log(p *page) {
	if len(s.Decisions) == 0 {
		return
	}
	p.section("Decisions")
	p.line("| decision | status | date | summary |\n| --- | --- | --- | --- |")
	for i := range s.Decisions {
		d := &s.Decisions[i]
		p.line("| %s | %s | %s | %s |", p.link(d.ID+": "+d.Title, decisionPath(d)), d.Status, d.Date, markdown.Text(d.Summary))
	}
}
