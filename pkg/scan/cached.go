package scan

import (
	"cmp"
	"context"
	"crypto/sha256"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/dna-group/techcheck/pkg/cache"
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/source"
)

// record is what was read of a tree, and all that it was read from: the same bytes at the same paths give the same inventory.
//
// They are kept for a whole tree, not for each file: what an extractor leaves for resolvers is its own, and a manifest is
// parsed faster than a file of a cache is opened.
type record struct {
	Readings  []reading // sorted
	Inventory inventory.Inventory
}

// reading is what a path held when it was read, with the bound under which it was.
type reading struct {
	Path   string
	Limit  int64
	Digest string // of the bytes, or of why there are none
}

// readAll is ReadAll of a tree's manifests, or what it gave before if none of the files that it read has changed.
func readAll(ctx context.Context, tree *source.Tree, formats extractor.Formats, store *cache.Store) *inventory.Inventory {
	if store == nil {
		return formats.ReadAll(ctx, tree.Paths, tree.Read)
	}
	key := store.Key("facts", tree.Root, tree.Sort(), tree.Paths)
	var known record
	if store.Get(key, &known) && unchanged(known.Readings, tree.Read) {
		return &known.Inventory
	}
	r := recorder{read: tree.Read, digests: map[place]string{}}
	inv := formats.ReadAll(ctx, tree.Paths, r.Read)
	if ctx.Err() == nil && !r.torn {
		store.Put(key, &record{r.readings(), *inv})
	}
	return inv
}

// unchanged reads again, in parallel, what was read.
func unchanged(readings []reading, read extractor.Reader) bool {
	var wait sync.WaitGroup
	var changed atomic.Bool
	differs := func(r reading) bool {
		data, err := read(r.Path, r.Limit)
		return digest(data, err) != r.Digest
	}
	for part := range slices.Chunk(readings, len(readings)/runtime.GOMAXPROCS(0)+1) {
		wait.Go(func() {
			if slices.ContainsFunc(part, differs) {
				changed.Store(true)
			}
		})
	}
	wait.Wait()
	return !changed.Load()
}

func digest(data []byte, err error) string {
	if err != nil {
		return "error: " + err.Error()
	}
	sum := sha256.Sum256(data)
	return "SHA-256: " + string(sum[:])
}

// recorder notes what is read.
type recorder struct {
	read    extractor.Reader
	lock    sync.Mutex
	digests map[place]string
	torn    bool // a file has changed between two readings
}

type place struct {
	path  string
	limit int64
}

// Read is an extractor.Reader.
func (r *recorder) Read(path string, limit int64) ([]byte, error) {
	data, err := r.read(path, limit)
	held := digest(data, err)
	r.lock.Lock()
	defer r.lock.Unlock()
	before, again := r.digests[place{path, limit}]
	r.torn = r.torn || again && before != held
	r.digests[place{path, limit}] = held
	return data, err
}

func (r *recorder) readings() []reading {
	all := make([]reading, 0, len(r.digests))
	for at, held := range r.digests {
		all = append(all, reading{at.path, at.limit, held})
	}
	slices.SortFunc(all, func(a, b reading) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Limit, b.Limit)) })
	return all
}

// verdict is what a judge said. Components are named by their place in the inventory.
type verdict struct {
	Findings []finding.Finding // without their components
	About    []int             // of each finding, the component; -1 if there is none
}

// cached is a judge that remembers what it said of the same facts, if there was no problem: what goes wrong may depend on the
// machine. Judging is a pure function of the policy, which its revision names, and the facts.
func cached(store *cache.Store, revision string, judge Judge) Judge {
	if store == nil {
		return judge
	}
	return func(ctx context.Context, facts guideline.Facts) ([]finding.Finding, []inventory.Problem) {
		key := store.Key("verdict", revision, facts)
		var known verdict
		if store.Get(key, &known) {
			return known.of(facts.Inventory), nil
		}
		findings, problems := judge(ctx, facts)
		if len(problems) == 0 && ctx.Err() == nil {
			store.Put(key, newVerdict(findings, facts.Inventory))
		}
		return findings, problems
	}
}

func newVerdict(findings []finding.Finding, inv *inventory.Inventory) *verdict {
	places := make(map[*inventory.Component]int, len(inv.Components))
	for i := range inv.Components {
		places[&inv.Components[i]] = i
	}
	v := &verdict{slices.Clone(findings), make([]int, len(findings))}
	for i := range v.Findings {
		v.About[i] = -1
		if c := v.Findings[i].Component; c != nil {
			v.About[i] = places[c]
			v.Findings[i].Component = nil
		}
	}
	return v
}

func (v verdict) of(inv *inventory.Inventory) []finding.Finding {
	for i, at := range v.About {
		if at >= 0 {
			v.Findings[i].Component = &inv.Components[at]
		}
	}
	return v.Findings
}
