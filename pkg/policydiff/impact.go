package policydiff

import (
	"cmp"
	"maps"
	"slices"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Effect is what becomes of one finding.
type Effect string

// The effects. A finding that fails a scan is red.
const (
	Red   Effect = "red"   // it fails now, and did not
	Green Effect = "green" // it failed, and does not now
	Level Effect = "level" // it is graver or lighter, and fails under both policies or under none
)

// Effects lists every effect, in the order in which shifts are told.
var Effects = []Effect{Red, Green, Level}

// Shift is a use that is judged otherwise by the newer policy.
type Shift struct {
	Effect Effect
	Old    *finding.Finding // nil: nothing was said
	New    *finding.Finding // nil: nothing is said
}

// Shown is the finding that tells best what the shift is about: of what turned green the old one.
func (s *Shift) Shown() *finding.Finding {
	if s.New == nil || s.Effect == Green {
		return s.Old
	}
	return s.New
}

// Impact is what two policies make of one repository.
type Impact struct {
	Repository string // as in acme/billing; "" if unknown
	Source     string // where it was read: a folder, or the file of an inventory
	Shifts     []Shift
	Problems   []inventory.Problem // what could not be read or judged
}

// Count counts the shifts of one effect.
func (i *Impact) Count(e Effect) int {
	n := 0
	for _, s := range i.Shifts {
		if s.Effect == e {
			n++
		}
	}
	return n
}

// Shifts compares what the two policies find in the same repository. A use has at most one finding a guideline, the
// gravest. Where another guideline says it instead, it is the same finding: to rename a guideline shifts nothing.
func Shifts(old, new []finding.Finding) []Shift {
	before, after := byUse(old), byUse(new)
	for u := range before {
		if after[u] == nil {
			after[u] = map[string]*finding.Finding{}
		}
	}
	var shifts []Shift
	for u, is := range after {
		for _, pair := range paired(before[u], is) {
			if pair.Effect = effect(pair.Old, pair.New); pair.Effect != "" {
				shifts = append(shifts, pair)
			}
		}
	}
	slices.SortFunc(shifts, func(a, b Shift) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Effects, a.Effect), slices.Index(Effects, b.Effect)),
			finding.Compare(*a.Shown(), *b.Shown()),
			cmp.Compare(a.Shown().ID, b.Shown().ID),
		)
	})
	return shifts
}

// use is what a finding is about: a component, or a technology of the repository.
type use struct {
	location   inventory.Location
	purl, name string
	scope      inventory.Scope
	technology string
}

func useOf(f *finding.Finding) use {
	if c := f.Component; c != nil {
		return use{location: f.Location, purl: c.PURL, name: c.Name, scope: c.Scope}
	}
	return use{technology: f.Technology}
}

// byUse gives the gravest finding of each guideline about each use.
func byUse(findings []finding.Finding) map[use]map[string]*finding.Finding {
	all := map[use]map[string]*finding.Finding{}
	for i := range findings {
		f := &findings[i]
		u := useOf(f)
		if all[u] == nil {
			all[u] = map[string]*finding.Finding{}
		}
		if gravity(f) > gravity(all[u][f.Guideline]) {
			all[u][f.Guideline] = f
		}
	}
	return all
}

// paired pairs the findings about one use: by guideline, and then what is left, the gravest first.
func paired(old, new map[string]*finding.Finding) []Shift {
	var pairs []Shift
	var gone, come []*finding.Finding
	for _, id := range slices.Sorted(maps.Keys(old)) {
		if new[id] == nil {
			gone = append(gone, old[id])
		}
	}
	for _, id := range slices.Sorted(maps.Keys(new)) {
		if old[id] == nil {
			come = append(come, new[id])
			continue
		}
		pairs = append(pairs, Shift{Old: old[id], New: new[id]})
	}
	gravestFirst := func(a, b *finding.Finding) int { return cmp.Compare(gravity(b), gravity(a)) }
	slices.SortStableFunc(gone, gravestFirst)
	slices.SortStableFunc(come, gravestFirst)
	for i := range max(len(gone), len(come)) {
		var pair Shift
		if i < len(gone) {
			pair.Old = gone[i]
		}
		if i < len(come) {
			pair.New = come[i]
		}
		pairs = append(pairs, pair)
	}
	return pairs
}

// gravity orders findings: none, then by level, and of the errors those that fail a scan last.
func gravity(f *finding.Finding) int {
	switch {
	case f == nil:
		return 0
	case f.Fails:
		return len(finding.Levels)
	}
	return slices.Index(finding.Levels, f.Level)
}

func effect(old, new *finding.Finding) Effect {
	was, is := old != nil && old.Fails, new != nil && new.Fails
	switch {
	case is && !was:
		return Red
	case was && !is:
		return Green
	case gravity(old) != gravity(new):
		return Level
	}
	return ""
}
