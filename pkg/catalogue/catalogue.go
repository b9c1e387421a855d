// Package catalogue recognises technologies: it names a component by the purl patterns of all technologies, at the cost
// of a few map look-ups a component.
package catalogue

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

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

// Catalogue recognises technologies. It may be used concurrently.
type Catalogue struct {
	mirrors []guideline.Mirror
	types   map[string]*index // by purl type
}

// index holds the evidence of one purl type. It is built when the first component of that type comes: the catalogue has
// thousands of patterns, and most repositories a few types.
type index struct {
	once     sync.Once
	listed   []listed
	exact    map[string][]evidence // by path
	inside   map[string][]evidence // x/*, by x
	below    map[string][]evidence // x/**, by x
	wildcard []evidence            // the rest
}

// listed is evidence as the policy has it.
type listed struct {
	technology string
	*guideline.Evidence
}

type evidence struct {
	technology string
	version    string
	pattern    purl.Pattern
}

// New makes the catalogue of technologies whose patterns are known to be sound. Mirrors are applied to every component
// before it is matched.
func New(technologies []guideline.Technology, mirrors []guideline.Mirror) *Catalogue {
	c := &Catalogue{mirrors: mirrors, types: map[string]*index{}}
	for i := range technologies {
		t := &technologies[i]
		for k := range t.IdentifiedBy {
			typ, _, _ := strings.Cut(strings.TrimPrefix(t.IdentifiedBy[k].Purl, "pkg:"), "/")
			if c.types[typ] == nil {
				c.types[typ] = &index{}
			}
			c.types[typ].listed = append(c.types[typ].listed, listed{t.ID, &t.IdentifiedBy[k]})
		}
	}
	return c
}

// index gives the evidence of a purl type; nil if there is none.
func (c *Catalogue) index(typ string) *index {
	x := c.types[typ]
	if x != nil {
		x.once.Do(x.build)
	}
	return x
}

func (x *index) build() {
	x.exact, x.inside, x.below = make(map[string][]evidence, len(x.listed)), map[string][]evidence{}, map[string][]evidence{}
	for _, l := range x.listed {
		pattern, err := purl.ParsePattern(l.Purl)
		if err != nil {
			panic(fmt.Sprintf("the pattern %s of technology %s was not verified: %v", l.Purl, l.technology, err))
		}
		e := evidence{l.technology, l.Version, pattern}
		folder, isInside := strings.CutSuffix(pattern.Path, "/*")
		stem, isBelow := strings.CutSuffix(pattern.Path, "/**")
		switch {
		case pattern.Literal():
			x.exact[pattern.Path] = append(x.exact[pattern.Path], e)
		case isInside && !strings.Contains(folder, "*"):
			x.inside[folder] = append(x.inside[folder], e)
		case isBelow && !strings.Contains(stem, "*"):
			x.below[stem] = append(x.below[stem], e)
		default:
			x.wildcard = append(x.wildcard, e)
		}
	}
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
	x := c.index(key.Type)
	if key.Path == "" || x == nil {
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
	try(x.exact[key.Path], true)
	if slash := strings.LastIndexByte(key.Path, '/'); slash >= 0 {
		try(x.inside[key.Path[:slash]], true)
	}
	for stem, more := key.Path, true; more; {
		try(x.below[stem], true)
		slash := strings.LastIndexByte(stem, '/')
		if more = slash >= 0; more {
			stem = stem[:slash]
		}
	}
	try(x.wildcard, false)
	return distinct(matches)
}

// VersionAs gives a component's exact version, or what it requires, as one of its technologies; its own if it is not that one.
func (c *Catalogue) VersionAs(component *inventory.Component, technology string) (exact, requirement string) {
	for _, m := range c.Recognise(component) {
		if m.Technology == technology {
			return m.Version, m.Requirement
		}
	}
	return component.Version, component.Requirement
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
		return ranked{Match{e.technology, ownVersion(component), component.Requirement}, own}
	}
	return ranked{Match{Technology: e.technology}, unknown}
}

// ownVersion is a component's version. An image without a tag has the one that it gets: latest.
func ownVersion(c *inventory.Component) string {
	if c.Type == "docker" && c.Version == "" && c.Attributes.Digest == "" && c.Resolution != inventory.Unresolved {
		return "latest"
	}
	return c.Version
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
