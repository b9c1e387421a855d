package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/dna-group/techcheck/pkg/catalogue"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// thing is what is in use: a technology with its category, or a component that is none with its purl's type.
type thing struct{ class, name string }

// uses are the places where one thing is in use.
type uses struct {
	thing
	count    int
	versions []string // as that thing: exact or required, each once, as they appear
	places   []string // path:line, each once
}

// census gathers the uses of every thing.
type census struct {
	technologies map[thing]*uses
	others       map[thing]*uses
	indirect     int // components that are not gathered: known only from a lock file, or marked so
	managed      int // components that are not gathered: a version pinned for others
}

func gather(inv Inventory) census {
	all := census{technologies: map[thing]*uses{}, others: map[thing]*uses{}}
	for i := range inv.Components {
		c := &inv.Components[i]
		switch {
		case !c.Direct:
			all.indirect++
		case c.Scope == inventory.Managed:
			all.managed++
		case len(c.Technologies) == 0:
			add(all.others, thing{c.Type, c.Name}, c, cmp.Or(c.Version, c.Requirement))
		default:
			for _, id := range c.Technologies {
				add(all.technologies, technology(inv.Policy, id), c, versionAs(inv.Catalogue, c, id))
			}
		}
	}
	return all
}

// versionAs is a component's version as a technology: that of Debian is in an image's tag, and may not be all of it.
func versionAs(known *catalogue.Catalogue, c *inventory.Component, id string) string {
	if known == nil {
		return cmp.Or(c.Version, c.Requirement)
	}
	for _, m := range known.Recognise(c) {
		if m.Technology == id {
			return cmp.Or(m.Version, m.Requirement)
		}
	}
	return ""
}

func technology(p *guideline.Policy, id string) thing {
	if t := p.Technology(id); t != nil {
		return thing{t.Category, t.Name}
	}
	return thing{"-", id}
}

func add(to map[thing]*uses, what thing, c *inventory.Component, version string) {
	u := to[what]
	if u == nil {
		u = &uses{thing: what}
		to[what] = u
	}
	u.count++
	if version != "" && !slices.Contains(u.versions, version) {
		u.versions = append(u.versions, version)
	}
	place := c.Location.Path
	if c.Location.Line > 0 {
		place = fmt.Sprintf("%s:%d", place, c.Location.Line)
	}
	if n := len(u.places); n == 0 || u.places[n-1] != place { // components are sorted by place
		u.places = append(u.places, place)
	}
}

// sorted puts uses in order: by class, then name.
func sorted(things map[thing]*uses) []*uses {
	list := make([]*uses, 0, len(things))
	for _, u := range things {
		list = append(list, u)
	}
	slices.SortFunc(list, func(a, b *uses) int {
		return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.name, b.name))
	})
	return list
}
