package advice

import (
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/purl"
)

// A name means a technology, a category or packages. The surest reading comes first; one that leaves several possible is
// none.

// technologyNamed finds the technology that is usually called so. A mistyped name is not one: it may be right for
// something that is not known.
func (a *Advisor) technologyNamed(name string) *guideline.Technology {
	match := a.Names.Find(name)
	if match.ID == "" || match.Mistake {
		return nil
	}
	return a.Policy.Technology(match.ID)
}

// technologiesPartly finds the technologies whose name or id starts with this, or holds these words: SQL Server.
func technologiesPartly(p *guideline.Policy, name string) []*guideline.Technology {
	asked, phrase := joined(name), " "+strings.Join(words(name), " ")+" "
	if len(asked) < 3 {
		return nil
	}
	holds := func(known string) bool {
		return len(asked) > 3 && strings.HasPrefix(joined(known), asked) ||
			strings.Contains(" "+strings.Join(words(known), " ")+" ", phrase)
	}
	var found []*guideline.Technology
	for i := range p.Technologies {
		if t := &p.Technologies[i]; holds(t.ID) || holds(t.Name) {
			found = append(found, t)
		}
	}
	return found
}

// categories are the ids of all categories, sorted.
func categories(p *guideline.Policy) []string {
	ids := make([]string, len(p.Technologies))
	for i := range p.Technologies {
		ids[i] = p.Technologies[i].Category
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// categoryNamed finds the category that a phrase is about: "message queues" is message-broker, "database" datastore.
// Words that say little may be missing or too many; those that say something not.
func categoryNamed(p *guideline.Policy, phrase string) string {
	asked := meaning(phrase)
	if len(asked) == 0 {
		return ""
	}
	for _, same := range []func(known []string) bool{
		func(known []string) bool { return slices.Equal(asked, known) },
		func(known []string) bool {
			return len(without(known, fillers)) > 0 && slices.Equal(without(asked, fillers), without(known, fillers))
		},
		func(known []string) bool { return contains(known, asked) },
	} {
		var found []string
		for _, id := range categories(p) {
			if same(meaning(id)) {
				found = append(found, id)
			}
		}
		if len(found) == 1 {
			return found[0]
		}
	}
	return ""
}

// categoriesPartly finds the categories that a phrase may be about: those that have all of its words.
func categoriesPartly(p *guideline.Policy, phrase string) []string {
	asked := meaning(phrase)
	return slices.DeleteFunc(categories(p), func(id string) bool { return !contains(meaning(id), asked) })
}

// packagesNamed finds the packages and images that are called so, and by which technologies are recognised: mongoose,
// bitnami/mongodb.
func packagesNamed(p *guideline.Policy, name string) []purl.Pattern {
	return patterns(p, func(known string) bool { return known == strings.ToLower(name) })
}

// packagesEnding finds them by the last part of their name: mongo-driver.
func packagesEnding(p *guideline.Policy, name string) []purl.Pattern {
	return patterns(p, func(known string) bool {
		return !strings.HasPrefix(known, "@") && strings.HasSuffix(known, "/"+strings.ToLower(name))
	})
}

func patterns(p *guideline.Policy, wanted func(known string) bool) []purl.Pattern {
	var found []purl.Pattern
	for i := range p.Technologies {
		for _, e := range p.Technologies[i].IdentifiedBy {
			pattern, err := purl.ParsePattern(e.Purl)
			if err == nil && pattern.Version == "" && wanted(strings.ToLower(strings.TrimSuffix(pattern.Path, "/**"))) {
				found = append(found, pattern)
			}
		}
	}
	return found
}
