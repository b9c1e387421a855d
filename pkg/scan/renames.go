package scan

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// renames pairs the manifests that only today has with those that only the baseline had, by the path of today: first those
// that hold the same, whatever they are called; then, of the same name or folder, those of which more than half is the same.
// Of several, those are a pair whose paths end alike, as when a folder moves. (Manifests come in thousands, and then folders
// of them move at once: nothing here looks at all pairs, unless they are alike.)
func renames(before, now *inventory.Inventory) map[string]string {
	gone, added := only(before, now), only(now, before)
	renamed := map[string]string{}
	pairSame(renamed, gone, added)
	pairAlike(renamed, gone, added)
	return renamed
}

// packages are what manifests hold, by path.
type packages map[string]map[string]bool

// maxTail is how many names at the end of two paths are compared.
const maxTail = 8

// pairSame pairs the manifests that hold the same, and takes them out.
func pairSame(renamed map[string]string, gone, added packages) {
	contents := map[string]string{} // by path, of both
	for _, all := range []packages{gone, added} {
		for name, held := range all {
			contents[name] = strings.Join(slices.Sorted(maps.Keys(held)), "\x00")
		}
	}
	for length := maxTail; length >= 0; length-- {
		from := map[string][]string{}
		for _, name := range slices.Sorted(maps.Keys(gone)) {
			key := tail(name, length) + "\x00" + contents[name]
			from[key] = append(from[key], name)
		}
		for _, to := range slices.Sorted(maps.Keys(added)) {
			key := tail(to, length) + "\x00" + contents[to]
			if left := from[key]; len(left) > 0 && len(added[to]) > 0 {
				renamed[to], from[key] = left[0], left[1:]
				delete(gone, left[0])
				delete(added, to)
			}
		}
	}
}

// tail is the end of a path: that many names, or all of it.
func tail(name string, length int) string {
	at := len(name) + 1
	for range length {
		if at = strings.LastIndexByte(name[:at-1], '/') + 1; at == 0 {
			return name
		}
	}
	return name[min(at, len(name)):]
}

// pair is what may have been renamed.
type pair struct {
	from, to string
	alike    float64
	tail     int // how many names at the end of their paths are the same
}

func comparePairs(a, b pair) int {
	return cmp.Or(-cmp.Compare(a.alike, b.alike), -cmp.Compare(a.tail, b.tail), cmp.Compare(a.to, b.to), cmp.Compare(a.from, b.from))
}

// maxCandidates is how many manifests of the baseline one of today may be the new name of.
const maxCandidates = 10

// pairAlike pairs the manifests of the same name or folder of which more than half is the same, the most alike first.
func pairAlike(renamed map[string]string, gone, added packages) {
	index := newRareIndex(gone)
	var pairs []pair
	for to, held := range added {
		var candidates []pair
		for from := range index.sharing(held) {
			if path.Base(from) != path.Base(to) && path.Dir(from) != path.Dir(to) {
				continue
			}
			if alike := similarity(held, gone[from]); alike > 0.5 {
				candidates = append(candidates, pair{from, to, alike, commonTail(from, to)})
			}
		}
		slices.SortFunc(candidates, comparePairs)
		pairs = append(pairs, candidates[:min(len(candidates), maxCandidates)]...)
	}
	slices.SortFunc(pairs, comparePairs)
	taken := map[string]bool{}
	for _, p := range pairs {
		if renamed[p.to] == "" && !taken[p.from] {
			renamed[p.to], taken[p.from] = p.from, true
		}
	}
}

func commonTail(a, b string) int {
	length := 0
	for length < maxTail && tail(a, length+1) == tail(b, length+1) {
		length++
	}
	return length
}

// rareIndex finds manifests by the rarer half of what they hold: two of which more than half is the same have one of these in
// common.
type rareIndex struct {
	count map[string]int // of the manifests that hold a package
	by    map[string][]string
}

func newRareIndex(all packages) *rareIndex {
	x := &rareIndex{map[string]int{}, map[string][]string{}}
	for _, held := range all {
		for name := range held {
			x.count[name]++
		}
	}
	for manifest, held := range all {
		for _, name := range x.rarer(held) {
			x.by[name] = append(x.by[name], manifest)
		}
	}
	return x
}

func (x *rareIndex) rarer(held map[string]bool) []string {
	names := slices.SortedFunc(maps.Keys(held), func(a, b string) int {
		return cmp.Or(cmp.Compare(x.count[a], x.count[b]), cmp.Compare(a, b))
	})
	return names[:(len(names)+1)/2]
}

// sharing gives the manifests that may be alike.
func (x *rareIndex) sharing(held map[string]bool) map[string]bool {
	found := map[string]bool{}
	for _, name := range x.rarer(held) {
		for _, manifest := range x.by[name] {
			found[manifest] = true
		}
	}
	return found
}

// only gives the manifests that inv has and other has not, each with the packages in it.
func only(inv, other *inventory.Inventory) packages {
	found := packages{}
	for _, m := range inv.Manifests {
		found[m.Path] = map[string]bool{}
	}
	for _, m := range other.Manifests {
		delete(found, m.Path)
	}
	for i := range inv.Components {
		c := &inv.Components[i]
		if held := found[c.Location.Path]; held != nil {
			held[c.Extractor+" "+c.Package()] = true
		}
	}
	return found
}

// similarity is the part of two sets that they share: 0 to 1.
func similarity(a, b map[string]bool) float64 {
	shared := 0
	for name := range a {
		if b[name] {
			shared++
		}
	}
	if all := len(a) + len(b) - shared; all > 0 {
		return float64(shared) / float64(all)
	}
	return 0
}
