package decisionlog

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// Due is who has to review what.
type Due struct {
	Owner   guideline.Owner // with a name only: the makers of decisions without guidelines
	Reviews []Review        // by date, then id
}

// Review is a decision or a guideline whose review is due.
type Review struct {
	ID      string // D-0007, datastores/mongodb
	Subject string // what it is about, in a few words
	By      guideline.Date
	Days    int // until then; negative: overdue by so many days
}

// Reviews gives the decisions and guidelines whose review is overdue or due within so many days, by owner; the owner with
// the earliest date comes first. A decision is reviewed by the owner of most guidelines on it.
func Reviews(p *guideline.Policy, asOf guideline.Date, within int) []Due {
	last := asOf.AddDays(within)
	byOwner := map[guideline.Owner][]Review{}
	add := func(owner guideline.Owner, id, subject string, by guideline.Date) {
		byOwner[owner] = append(byOwner[owner], Review{id, subject, by, asOf.DaysTo(by)})
	}
	for i := range p.Decisions {
		if d := &p.Decisions[i]; reviewed(d) && d.ReviewBy <= last {
			add(reviewer(p, d), d.ID, d.Title, d.ReviewBy)
		}
	}
	for i := range p.Guidelines {
		if g := &p.Guidelines[i]; g.ReviewBy != "" && g.ReviewBy <= last {
			add(ownerOf(p, g.Owner), g.ID, p.Subject(g), g.ReviewBy)
		}
	}
	var all []Due
	for owner, reviews := range byOwner {
		slices.SortFunc(reviews, func(a, b Review) int { return cmp.Or(cmp.Compare(a.By, b.By), cmp.Compare(a.ID, b.ID)) })
		all = append(all, Due{owner, reviews})
	}
	slices.SortFunc(all, func(a, b Due) int {
		return cmp.Or(cmp.Compare(a.Reviews[0].By, b.Reviews[0].By), cmp.Compare(a.Owner.ID, b.Owner.ID), cmp.Compare(a.Owner.Name, b.Owner.Name))
	})
	return all
}

// reviewer is the owner of most guidelines on a decision, the first by id of equals; without guidelines, its makers.
func reviewer(p *guideline.Policy, d *guideline.Decision) guideline.Owner {
	owned := map[string]int{}
	for i := range p.Guidelines {
		if p.Guidelines[i].Decision == d.ID {
			owned[p.Guidelines[i].Owner]++
		}
	}
	if len(owned) == 0 {
		return guideline.Owner{Name: strings.Join(d.Makers, ", ")}
	}
	return ownerOf(p, slices.MinFunc(slices.Sorted(maps.Keys(owned)), func(a, b string) int { return cmp.Compare(owned[b], owned[a]) }))
}

func ownerOf(p *guideline.Policy, id string) guideline.Owner {
	if o := p.Owner(id); o != nil {
		return *o
	}
	return guideline.Owner{ID: id}
}
