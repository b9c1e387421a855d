package policy

import (
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
)

// The reserved areas, of guidelines that stand in the settings.
const (
	categoriesArea = "categories"
	unlistedArea   = "unlisted"
)

// withSettings gives the policy with the guidelines that its settings make: categories/datastore, unlisted/image.
func withSettings(p *guideline.Policy) *guideline.Policy {
	whole := *p
	whole.Guidelines = slices.Clone(p.Guidelines)
	for _, c := range p.Settings.Categories {
		g := ruled(categoriesArea, c.Category, c.Rule)
		g.Alternatives = c.Default
		g.AppliesTo.Categories = []string{c.Category}
		whole.Guidelines = append(whole.Guidelines, g)
	}
	for _, u := range p.Settings.Unlisted {
		g := ruled(unlistedArea, u.Kind, u.Rule)
		g.AppliesTo.Kinds = []string{u.Kind}
		whole.Guidelines = append(whole.Guidelines, g)
	}
	slices.SortFunc(whole.Guidelines, func(a, b guideline.Guideline) int { return strings.Compare(a.ID, b.ID) })
	return &whole
}

func ruled(area, name string, r guideline.Rule) guideline.Guideline {
	return guideline.Guideline{
		ID: area + "/" + name, Reason: r.Reason, Owner: r.Owner, Decision: r.Decision, ReviewBy: r.ReviewBy, Place: r.Place,
	}
}

// judgeSetting judges by a guideline that stands in the settings.
func (j *Judge) judgeSetting(t task, into *findings) {
	if t.guideline.Area() == categoriesArea {
		j.judgeCategory(t, into)
		return
	}
	for _, u := range j.Policy.Settings.Unlisted {
		if unlistedArea+"/"+u.Kind != t.guideline.ID {
			continue
		}
		for _, m := range t.components {
			if len(m.component.Technologies) == 0 && !m.component.Local() {
				into.add(t.guideline, finding.Level(u.Level), m.component.Name+" is not a known technology", m.component, "", m)
			}
		}
	}
}

// judgeCategory judges the technologies of a category that are neither its defaults nor named by any other guideline.
func (j *Judge) judgeCategory(t task, into *findings) {
	for _, rule := range j.Policy.Settings.Categories {
		if categoriesArea+"/"+rule.Category != t.guideline.ID {
			continue
		}
		for _, m := range t.components {
			for _, id := range m.component.Technologies {
				if j.categories[id] == rule.Category && !slices.Contains(rule.Default, id) && !j.named[id] {
					message := j.Policy.TechnologyName(id) + " is not an approved " + strings.ReplaceAll(rule.Category, "-", " ")
					into.add(t.guideline, finding.Level(rule.Others), message, m.component, "", m)
				}
			}
		}
	}
}

// namedTechnologies are those that a guideline names, whatever its versions.
func namedTechnologies(guidelines []guideline.Guideline) map[string]bool {
	named := map[string]bool{}
	for i := range guidelines {
		for _, id := range guidelines[i].AppliesTo.Technologies {
			named[id] = true
		}
	}
	return named
}
