package version

import (
	"cmp"
	"iter"
	"slices"

	"deps.dev/util/semver"
)

// Relation says whether what a component may be is in a range.
type Relation int

// The relations, the further inside the higher. OldInside: some of what a requirement allows is, but not the newest of it, which
// is what one gets. MaybeInside: only some of it is, or what the component may be is unknown.
const (
	Outside Relation = iota
	OldInside
	MaybeInside
	Inside
)

// Relate tells whether a component of a purl type is in the range. Its exact version counts, if it has one that can be
// read ("" is unknown, and so is bookworm), else its requirement, in the ecosystem's own grammar. If that cannot be read
// either, the component may be anything. What asks for the newest (latest, lts/*, the 3 of an image, a language's 3.x) is
// outside if the newest is.
func (r Range) Relate(purlType, version, requirement string) Relation {
	return r.relate(purlType, version, requirement, false)
}

// RelatePinned is Relate of an image or an action whose digest is named beside its tag, which may have moved on since.
func (r Range) RelatePinned(purlType, tag string) Relation { return r.relate(purlType, tag, "", true) }

func (r Range) relate(purlType, version, requirement string, pinned bool) Relation {
	if len(r.comparators) == 0 {
		return Inside
	}
	e := ecosystemOf(purlType)
	versions, ok := r.versions(e)
	if !ok {
		return MaybeInside
	}
	l := newLine(versions)
	cells := l.cells(versions)
	spans, meant := e.spans(version, requirement)
	held := r.holdsOf(spans, l, cells)
	switch {
	case meant == theNewest && held.old && !pinned:
		return Outside
	case meant == anyOf:
		return held.ofAny(e)
	}
	return held.ofAll()
}

// held is what a range holds of the spans that a component may be.
type held struct {
	some, notAll bool
	old          bool // not the newest of them
	between      bool // only some between the oldest and the newest of each: who needs Node.js >=22 says nothing of 23
}

// ofAll is the relation of what may be anything in the spans.
func (h held) ofAll() Relation {
	switch {
	case h.some && !h.notAll:
		return Inside
	case h.notAll && !h.some:
		return Outside
	}
	return MaybeInside
}

// ofAny is that of a requirement, of which all the spans are allowed and an ecosystem takes one version.
func (h held) ofAny(e ecosystem) Relation {
	relation := h.ofAll()
	switch {
	case relation != MaybeInside:
		return relation
	case h.between && e.series:
		return Outside
	case h.old && e.newest:
		return OldInside
	}
	return MaybeInside
}

// holdsOf tells what the range holds of the spans. A range that ends where a span starts means all of it, as <=11 does of the 11 of
// an image.
func (r Range) holdsOf(spans []span, l line, cells []int) held {
	h := held{between: true}
	newest := -1
	ends := false
	for _, s := range spans {
		first, last := l.ends(s)
		newest = max(newest, last)
		ends = ends || first%2 == 1 && r.holds(cells, first) && !r.holds(cells, first+1)
		h.between = h.between && !r.holds(cells, first) && !r.holds(cells, last)
		for cell := first; cell <= last; cell++ {
			if r.holds(cells, cell) {
				h.some = true
			} else {
				h.notAll = true
			}
		}
	}
	h.old = newest >= 0 && !ends && !r.holds(cells, newest)
	return h
}

// Overlap tells whether two ranges may share a version, in any ecosystem that can read the versions of both; if none
// can, they may.
func Overlap(a, b Range) bool {
	readable := false
	for inA, inB := range cellsOf(a, b) {
		if inA && inB {
			return true
		}
		readable = true
	}
	return !readable
}

// Covers tells whether a holds every version of b, in each ecosystem that can read the versions of both; if none can,
// it is false.
func Covers(a, b Range) bool {
	readable := false
	for inA, inB := range cellsOf(a, b) {
		if inB && !inA {
			return false
		}
		readable = true
	}
	return readable
}

// cellsOf gives, for each ecosystem that can read the versions of both ranges, which of them hold each cell of the line
// that their versions cut.
func cellsOf(a, b Range) iter.Seq2[bool, bool] {
	return func(yield func(inA, inB bool) bool) {
		for _, e := range ecosystems {
			ofA, okA := a.versions(e)
			ofB, okB := b.versions(e)
			if !okA || !okB {
				continue
			}
			l := newLine(slices.Concat(ofA, ofB))
			cellsA, cellsB := l.cells(ofA), l.cells(ofB)
			for cell := range 2*len(l) + 1 {
				if !yield(a.holds(cellsA, cell), b.holds(cellsB, cell)) {
					return
				}
			}
		}
	}
}

// Compare orders two versions as the ecosystem of a purl type does. It is false if one of them is unknown.
func Compare(purlType, a, b string) (int, bool) {
	e := ecosystemOf(purlType)
	va, okA := e.version(a)
	vb, okB := e.version(b)
	if !okA || !okB {
		return 0, false
	}
	return va.Compare(vb), true
}

// versions reads the version of each comparator as an ecosystem does. It is false if one cannot be read.
func (r Range) versions(e ecosystem) ([]*semver.Version, bool) {
	versions := make([]*semver.Version, len(r.comparators))
	for i, c := range r.comparators {
		v, ok := e.boundary(c.version)
		if !ok {
			return nil, false
		}
		versions[i] = v
	}
	return versions, true
}

// holds tells whether the versions of a cell are in the range, given the cells of its comparators' versions.
func (r Range) holds(cells []int, cell int) bool {
	all := true
	for i, c := range r.comparators {
		if c.or {
			if all {
				return true
			}
			all = true
		}
		all = all && c.sides.hold(cmp.Compare(cell, cells[i]))
	}
	return all
}

func (s sides) hold(order int) bool {
	return order < 0 && s.below || order == 0 && s.at || order > 0 && s.above
}

// line is all versions in order, cut at a few of them, which it lists sorted and distinct. Its cells are the stretches
// between the cuts (cell 0, 2, 4 …) and the cuts (cell 1, 3 …): a comparator holds for all of a cell or for none.
type line []*semver.Version

func newLine(cuts []*semver.Version) line {
	l := slices.SortedFunc(slices.Values(cuts), (*semver.Version).Compare)
	return slices.CompactFunc(l, func(a, b *semver.Version) bool { return a.Compare(b) == 0 })
}

// cell finds the cell that holds a version.
func (l line) cell(v *semver.Version) int {
	i, isCut := slices.BinarySearchFunc(l, v, (*semver.Version).Compare)
	if isCut {
		return 2*i + 1
	}
	return 2 * i
}

func (l line) cells(versions []*semver.Version) []int {
	cells := make([]int, len(versions))
	for i, v := range versions {
		cells[i] = l.cell(v)
	}
	return cells
}

// ends gives the first and the last cell that a span reaches into.
func (l line) ends(s span) (first, last int) {
	last = 2 * len(l)
	if s.min != nil {
		first = l.cell(s.min)
		if s.minOpen && first%2 == 1 {
			first++
		}
	}
	if s.max != nil {
		last = l.cell(s.max)
		if s.maxOpen && last%2 == 1 {
			last--
		}
	}
	return first, last
}
