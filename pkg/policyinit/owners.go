package policyinit

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/naming"
)

// group is the owner of whatever names no other.
var group = guideline.Owner{ID: "dna", Name: "Design and architecture", Contact: "CONTACT-TO-SET"}

// owner is the id of the owner in a technology's row, who becomes one of the policy's.
func (m *importer) owner(technology string, r row) string {
	if r.owner == "" {
		m.say(r.line, "there is no owner for %s: it is %s's, until you write another", m.name(technology), group.Name)
		return group.ID
	}
	id := cmp.Or(naming.Slug(r.owner), fmt.Sprintf("owner-line-%d", r.line))
	for _, known := range slices.Concat([]guideline.Owner{group}, m.owners) {
		if known.ID == id || known.Name == r.owner {
			return known.ID
		}
	}
	m.owners = append(m.owners, guideline.Owner{ID: id, Name: r.owner, Contact: r.owner})
	return id
}
