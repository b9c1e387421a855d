package guideline

import (
	"cmp"
	"slices"
)

// Technology finds a technology by its id; nil if there is none.
func (p *Policy) Technology(id string) *Technology {
	return find(p.Technologies, id, func(t *Technology) string { return t.ID })
}

// Guideline finds a guideline by its id; nil if there is none.
func (p *Policy) Guideline(id string) *Guideline {
	return find(p.Guidelines, id, func(g *Guideline) string { return g.ID })
}

// Decision finds a decision by its id; nil if there is none.
func (p *Policy) Decision(id string) *Decision {
	return find(p.Decisions, id, func(d *Decision) string { return d.ID })
}

// Owner finds an owner by its id; nil if there is none.
func (p *Policy) Owner(id string) *Owner {
	for i := range p.Settings.Owners {
		if p.Settings.Owners[i].ID == id {
			return &p.Settings.Owners[i]
		}
	}
	return nil
}

// TechnologyName is a technology's name, or the id itself if the policy does not know it.
func (p *Policy) TechnologyName(id string) string {
	if t := p.Technology(id); t != nil {
		return t.Name
	}
	return id
}

func find[T any](sorted []T, id string, key func(*T) string) *T {
	i, found := slices.BinarySearchFunc(sorted, id, func(entry T, id string) int { return cmp.Compare(key(&entry), id) })
	if !found {
		return nil
	}
	return &sorted[i]
}

// GuidelineIDs lists the ids of all guidelines, sorted.
func (p *Policy) GuidelineIDs() []string {
	ids := make([]string, len(p.Guidelines))
	for i := range p.Guidelines {
		ids[i] = p.Guidelines[i].ID
	}
	return ids
}
