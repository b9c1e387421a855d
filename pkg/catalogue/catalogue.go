// Package catalogue recognises technologies: it names a component by the purl patterns of all technologies, at the cost
// of a few map look-ups a component.
package catalogue

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// Match is a technology that a component is, and its version as that technology.
type Match struct {
	Technology  string // the id
	Version     string // what the evidence proves, else the component's own exact version
	Requirement string // the component's own, if its version is not exact and the evidence proves none
}

// Catalogue recognises technologies. It is not changed after New and may be used concurrently.
type Catalogue struct {
	mirrors  []guideline.Mirror
	exact    map[string][]evidence // by type and path
	below    map[string][]evidence // x/**, by type and x
	wildcard map[string][]evidence // the rest, by type
}

type evidence struct {
	technology string
	version    string
	pattern    purl.Pattern
}

// New indexes the patterns of all technologies. Mirrors are applied to every component before it is matched.
func New(technologies []guideline.Technology, mirrors []guideline.Mirror) (*Catalogue, error) {
	size := 0
	for i := range technologies {
		size += len(technologies[i].IdentifiedBy)
	}
	c := &Catalogue{
		mirrors: mirrors,
		exact:   make(map[string][]evidence, size), below: map[string][]evidence{}, wildcard: map[string][]evidence{},
	}
	for i := range technologies {
		for _, e := range technologies[i].IdentifiedBy {
			pattern, err := purl.ParsePattern(e.Purl)
			if err != nil {
				return nil, fmt.Errorf("reading the pattern %s of technology %s: %w", e.Purl, technologies[i].ID, err)
			}
			c.add(evidence{technologies[i].ID, e.Version, pattern})
		}
	}
	return c, nil
}

func (c *Catalogue) add(e evidence) {
	into, key := c.wildcard, e.pattern.Type
	if e.pattern.Literal() {
		into, key = c.exact, e.pattern.Type+"/"+e.pattern.Path
	} else if stem, found := strings.CutSuffix(e.pattern.Path, "/**"); found && !strings.Contains(stem, "*") {
		into, key = c.below, e.pattern.Type+"/"+stem
	}
	into[key] = append(into[key], e)
}

// Key is what patterns match of a component: its purl, behind the mirrors.
func (c *Catalogue) Key(component *inventory.Component) purl.Key {
	key := purl.KeyOf(component.PURL, component.Version)
	if key.Repository == "" {
		return key
	}
	for _, m := range c.mirrors {
		if mirrored := key.Mirror(m.From, m.To); mirrored != key {
			return mirrored
		}
	}
	return key
}

// Recognise names the technologies that a component is, sorted by id; none if it is no known technology.
func (c *Catalogue) Recognise(component *inventory.Component) []Match {
	key := c.Key(component)
	if key.Path == "" {
		return nil
	}
	var matches []ranked
	try := func(candidates []evidence, wholly bool) {
		for i := range candidates {
			e := &candidates[i]
			if e.pattern.MatchRest(key) && (wholly || e.pattern.Match(key)) {
				matches = append(matches, e.match(component))
			}
		}
	}
	stem := key.Type + "/" + key.Path
	try(c.exact[stem], true)
	for len(stem) > len(key.Type) {
		try(c.below[stem], true)
		stem = stem[:strings.LastIndexByte(stem, '/')]
	}
	try(c.wildcard[key.Type], false)
	return distinct(matches)
}

// ranked is a match, and how much its evidence knows of the version.
type ranked struct {
	Match
	rank int
}

// The ranks: patterns that prove a version are narrower than those that leave it to the component.
const (
	unknown = iota
	own
	proven
)

func (e *evidence) match(component *inventory.Component) ranked {
	switch {
	case e.version != "":
		return ranked{Match{Technology: e.technology, Version: e.version}, proven}
	case e.pattern.Version == "":
		return ranked{Match{e.technology, component.Version, component.Requirement}, own}
	}
	return ranked{Match{Technology: e.technology}, unknown}
}

// distinct keeps one match a technology, the one that knows most of the version.
func distinct(matches []ranked) []Match {
	slices.SortStableFunc(matches, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.Technology, b.Technology), cmp.Compare(b.rank, a.rank))
	})
	var kept []Match
	for _, m := range matches {
		if len(kept) == 0 || kept[len(kept)-1].Technology != m.Technology {
			kept = append(kept, m.Match)
		}
	}
	return kept
}
