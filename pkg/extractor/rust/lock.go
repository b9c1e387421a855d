package rust

import (
	"path"

	"github.com/dna-group/techcheck/pkg/extractor/cargolock"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/version"
)

// lock is a Cargo.lock.
type lock struct {
	*cargolock.Lock
	members map[string][]int        // the places of the local packages of a name
	taken   map[inventory.Span]bool // the components that manifests have taken over, by their names' places
}

// lock finds the lock that knows the manifest's package: the nearest above it, else above the root of its workspace. Others
// are of other workspaces. nil if there is none.
func (r *resolver) lock(m, root *manifest) *lock {
	for _, below := range []string{m.Path, root.Path} {
		for folder := range upwards(path.Dir(below)) {
			if l := r.lockAt(path.Join(folder, "Cargo.lock")); l != nil && len(l.members[m.Package]) > 0 {
				return l
			}
		}
	}
	return nil
}

func (r *resolver) lockAt(path string) *lock {
	l, asked := r.locks[path]
	if !asked {
		if f := r.files.At(path, cargolock.Extractor); f != nil {
			if kept, ok := f.Kept().(*cargolock.Lock); ok {
				l = newLock(kept)
			}
		}
		r.locks[path] = l
	}
	return l
}

func newLock(kept *cargolock.Lock) *lock {
	l := &lock{Lock: kept, members: map[string][]int{}, taken: map[inventory.Span]bool{}}
	for i, p := range kept.Packages {
		if p.Local {
			l.members[p.Name] = append(l.members[p.Name], i)
		}
	}
	return l
}

// origin tells crates of one name apart: two registries may have one each.
type origin struct {
	name    string
	private bool
}

// join gives the crates of a member their exact versions.
func (l *lock) join(m *manifest) {
	uses := map[origin][]cargolock.Package{}
	for _, member := range l.members[m.Package] {
		for _, place := range l.Packages[member].Dependencies {
			p := l.Packages[place]
			from := origin{p.Name, p.Registry != ""}
			uses[from] = append(uses[from], p)
		}
	}
	components := m.Components()
	for i := range components {
		c := &components[i]
		if c.Type != purl.Cargo || c.Scope == inventory.Managed {
			continue
		}
		from := origin{c.Name, c.Attributes.Registry != ""}
		p, found := pick(uses[from], requirement(c))
		if !found {
			from.private = !from.private
			p, found = pick(uses[from], requirement(c))
		}
		if !found {
			continue
		}
		l.taken[p.NameSpan] = true
		if c.Version == "" {
			c.Version, c.VersionSpan, c.VersionLocation = p.Version, p.VersionSpan, p.VersionLocation
			c.PURL = purl.At(c.PURL, c.Version)
			c.Resolution = inventory.Lockfile
		}
		if p.Registry != "" { // the manifest has a name for it, if anything
			c.Attributes.Registry, c.PURL = p.Registry, purl.From(c.PURL, p.Registry)
		}
	}
}

// requirement is what the manifest asks for; "" if that is any version.
func requirement(c *inventory.Component) string {
	if c.Version != "" {
		return "=" + c.Version
	}
	return c.Requirement
}

// maxVersions is how many versions of one crate are compared with a requirement: real packages use two.
const maxVersions = 8

// pick finds the highest of some versions that a requirement allows. One that cannot be read allows all.
func pick(versions []cargolock.Package, requirement string) (picked cargolock.Package, found bool) {
	for _, p := range versions[:min(len(versions), maxVersions)] {
		if allowed, known := version.Allows(purl.Cargo, requirement, p.Version); known && !allowed {
			continue
		}
		if order, _ := version.Compare(purl.Cargo, p.Version, picked.Version); !found || order > 0 {
			picked, found = p, true
		}
	}
	return picked, found
}
