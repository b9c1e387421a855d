package policy

import (
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/version"
)

// Applying gives the guidelines that are about a component, and those that may be, as its version is not known well
// enough; whatever they say of it. Guidelines about the repository are about no component.
func (j *Judge) Applying(c *inventory.Component) (surely, maybe []*guideline.Guideline) {
	for i := range j.Policy.Guidelines {
		g, s := &j.Policy.Guidelines[i], &j.selectors[i]
		if g.AppliesTo.Repository || !j.sees(s, c) || !j.about(s, c) {
			continue
		}
		switch j.relate(s, c) {
		case version.Inside:
			surely = append(surely, g)
		case version.MaybeInside, version.OldInside:
			maybe = append(maybe, g)
		}
	}
	return surely, maybe
}
