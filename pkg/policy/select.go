package policy

import (
	"fmt"
	"slices"
	"sync"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/version"
)

// selector is a guideline's applies_to. Its range of versions is parsed when the first component has to be compared: most
// guidelines of a large policy are about nothing in a repository.
type selector struct {
	guideline.Selector
	patterns []purl.Pattern
	versions func() version.Range
}

// newSelector parses a selector that is known to be sound.
func newSelector(s guideline.Selector) selector {
	parsed := selector{Selector: s}
	for _, text := range s.Purls {
		parsed.patterns = append(parsed.patterns, sound(purl.ParsePattern(text)))
	}
	parsed.versions = sync.OnceValue(func() version.Range { return sound(version.ParseRange(s.Versions)) })
	return parsed
}

// sound gives what was parsed. That it parses was verified when the policy was read.
func sound[T any](parsed T, err error) T {
	if err != nil {
		panic(fmt.Sprintf("the policy was not verified: %v", err))
	}
	return parsed
}

// matched is a component that a guideline is about.
type matched struct {
	component *inventory.Component
	relation  version.Relation // of its version to the guideline's range: not Outside
	capped    bool             // it is indirect, and seen only because of settings.indirect
}

// candidates are the components of an inventory, sorted out once for all guidelines: most guidelines are about technologies,
// and most components are none.
type candidates struct {
	all, known []*inventory.Component // known are those of any technology
}

func sortOut(inv *inventory.Inventory) *candidates {
	sorted := &candidates{all: make([]*inventory.Component, len(inv.Components))}
	for i := range inv.Components {
		c := &inv.Components[i]
		sorted.all[i] = c
		if len(c.Technologies) > 0 {
			sorted.known = append(sorted.known, c)
		}
	}
	return sorted
}

// match gives the components that a guideline is about, in the inventory's order.
func (j *Judge) match(s *selector, among *candidates) []matched {
	components := among.all
	if len(s.Technologies)+len(s.Categories) > 0 {
		components = among.known
	}
	var all []matched
	for _, c := range components {
		if !j.sees(s, c) || !j.about(s, c) {
			continue
		}
		if relation := j.relate(s, c); relation != version.Outside {
			all = append(all, matched{c, relation, !c.Direct && !s.Indirect})
		}
	}
	return all
}

// sees tells whether a guideline sees a component of this sort at all: indirect ones and managed ones only if asked for.
func (j *Judge) sees(s *selector, c *inventory.Component) bool {
	if !c.Direct && !s.Indirect && finding.Level(j.Policy.Settings.Indirect) == finding.Ignore {
		return false
	}
	return c.Scope != inventory.Managed || slices.Contains(s.Scopes, string(inventory.Managed))
}

// about tells whether every selector but versions holds. Most components are no technology of most guidelines, so that is
// asked first.
func (j *Judge) about(s *selector, c *inventory.Component) bool {
	if len(s.Technologies)+len(s.Categories) > 0 && !j.isAny(s, c) {
		return false
	}
	return allows(s.Types, c.Type) && allows(s.Kinds, string(c.Kind)) && allows(s.Scopes, string(c.Scope)) &&
		(len(s.patterns) == 0 || j.fits(s.patterns, c))
}

// isAny tells whether a component is one of the selector's technologies, and one of its categories.
func (j *Judge) isAny(s *selector, c *inventory.Component) bool {
	technology, category := len(s.Technologies) == 0, len(s.Categories) == 0
	for _, id := range c.Technologies {
		technology = technology || slices.Contains(s.Technologies, id)
		category = category || slices.Contains(s.Categories, j.categories[id])
	}
	return technology && category
}

func allows(list []string, value string) bool { return len(list) == 0 || slices.Contains(list, value) }

func (j *Judge) fits(patterns []purl.Pattern, c *inventory.Component) bool {
	if !slices.ContainsFunc(patterns, func(p purl.Pattern) bool { return p.Type == c.Type }) {
		return false // without parsing the component's purl
	}
	key := j.Catalogue.Key(c)
	return slices.ContainsFunc(patterns, func(p purl.Pattern) bool { return p.Match(key) })
}

// relate tells how a component's version relates to the selector's range: its version as the technology selected, or its
// own if none is. Of several technologies the closest counts.
func (j *Judge) relate(s *selector, c *inventory.Component) version.Relation {
	if s.Versions == "" {
		return version.Inside
	}
	if len(s.Technologies) == 0 && len(s.Categories) == 0 {
		return s.relate(c, c.Version, c.Requirement)
	}
	closest := version.Outside
	for _, m := range j.Catalogue.Recognise(c) {
		if !allows(s.Technologies, m.Technology) || !allows(s.Categories, j.categories[m.Technology]) {
			continue
		}
		closest = max(closest, s.relate(c, m.Version, m.Requirement))
	}
	return closest
}

// relate tells how a version of a component relates to the selector's range.
func (s *selector) relate(c *inventory.Component, exact, requirement string) version.Relation {
	if c.Attributes.Digest != "" {
		return s.versions().RelatePinned(c.Type, exact)
	}
	return s.versions().Relate(c.Type, exact, requirement)
}
