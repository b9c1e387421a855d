package scan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Baseline is what a scan is compared with: the same repository before the change.
type Baseline struct {
	Name      string // what the user knows it by: origin/main
	Commit    string // the merge base
	Inventory *inventory.Inventory
	Touched   func(path string) bool // whether the change touches a manifest of today
	Added     func(path string) bool // whether the change brings it
	Moved     func(path string) bool // whether it is, byte for byte, one that lay elsewhere
	Unchanged bool                   // there is no change: HEAD is the target
}

// Join makes the other side of a merge a part of what the change started from: what either side has is not new, and a file
// that is as on either side is not touched.
func (b *Baseline) Join(other *Baseline) {
	touched, added, moved, whole := b.Touched, b.Added, b.Moved, *b.Inventory
	b.Name += " and " + other.Name
	b.Touched = func(path string) bool { return touched(path) && other.Touched(path) }
	b.Added = func(path string) bool { return added(path) && other.Added(path) }
	b.Moved = func(path string) bool { return moved(path) || other.Moved(path) }
	whole.Components = slices.Concat(whole.Components, other.Inventory.Components)
	whole.Manifests = slices.Concat(whole.Manifests, other.Inventory.Manifests)
	whole.Problems = slices.Concat(whole.Problems, other.Inventory.Problems)
	whole.Sort()
	b.Inventory = &whole
}

// history tells what the baseline had, in the manifest that a manifest of today was then.
type history struct {
	had     map[string]bool   // manifest and technology, or manifest and package
	used    map[string]bool   // likewise, but for what guidelines do not see by themselves (isUse)
	renamed map[string]string // the path before, by the path of today; manifests that did not move are left out
}

func newHistory(before, now *inventory.Inventory) *history {
	h := &history{had: map[string]bool{}, used: map[string]bool{}, renamed: renames(before, now)}
	for i := range before.Components {
		c := &before.Components[i]
		for _, what := range append(slices.Clone(c.Technologies), c.Package()) {
			key := c.Location.Path + "\x00" + what
			h.had[key] = true
			h.used[key] = h.used[key] || isUse(c)
		}
	}
	return h
}

// isUse tells whether guidelines see a component by themselves: what was only pinned for others, or came with others, is no use that
// one of the manifest's own could go on.
func isUse(c *inventory.Component) bool { return c.Direct && c.Scope != inventory.Managed }

// path is where a manifest of today stood before the change.
func (h *history) path(now string) string { return cmp.Or(h.renamed[now], now) }

// markIntroduced marks the components, and of each the technologies, that the manifest did not use before. An upgrade
// introduces nothing.
func (h *history) markIntroduced(now *inventory.Inventory) {
	for i := range now.Components {
		c := &now.Components[i]
		manifest, had := h.path(c.Location.Path), h.had
		if isUse(c) {
			had = h.used
		}
		c.NewTechnologies = nil
		for _, id := range c.Technologies {
			if !had[manifest+"\x00"+id] {
				c.NewTechnologies = append(c.NewTechnologies, id)
			}
		}
		c.Introduced = len(c.NewTechnologies) == len(c.Technologies) &&
			(len(c.Technologies) > 0 || !had[manifest+"\x00"+c.Package()])
	}
}

// markNew marks the findings that the baseline, judged by the same policy and date, does not have, or has less gravely.
func (h *history) markNew(now, before []finding.Finding) {
	had := map[string]finding.Level{}
	for i := range before {
		what := subject(&before[i], before[i].Location.Path)
		if had[what].Below(before[i].Level) {
			had[what] = before[i].Level
		}
	}
	for i := range now {
		f := &now[i]
		f.Introduced = had[subject(f, h.path(f.Location.Path))].Below(f.Level)
	}
}

// subject is what makes a finding of today the same as one of the baseline: guideline, manifest and technology, or
// without one the package.
func subject(f *finding.Finding, manifest string) string {
	what := f.Technology
	if what == "" && f.Component != nil {
		what = f.Component.Package()
	}
	return strings.Join([]string{f.Guideline, manifest, what}, "\x00")
}
