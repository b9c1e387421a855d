package nuget

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/paketdependencies"
	"github.com/dna-group/techcheck/pkg/extractor/paketlock"
	"github.com/dna-group/techcheck/pkg/extractor/paketreferences"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// packages are those of a file of Paket, by group and name.
type packages map[[2]string]*inventory.Component

func packagesOf(f *extractor.ReadFile) packages {
	groups, _ := f.Kept().(paketdependencies.Groups)
	all := packages{}
	components := f.Components()
	for i := range components {
		all[packageKey(&components[i], groups)] = &components[i]
	}
	return all
}

func packageKey(c *inventory.Component, groups paketdependencies.Groups) [2]string {
	return [2]string{groups[c.NameSpan.Start], strings.ToLower(c.Name)}
}

// paket gives the packages of paket.dependencies the versions of the lock beside it. Of the others in the lock, those are direct
// that a project below it names.
func (r *resolver) paket() {
	taken := map[*extractor.ReadFile]packages{}
	for _, f := range r.files.By(paketdependencies.Extractor) {
		lock := r.files.At(path.Join(path.Dir(f.Path), "paket.lock"), paketlock.Extractor)
		if lock == nil {
			continue
		}
		taken[lock] = packages{}
		locked := packagesOf(lock)
		for key, c := range packagesOf(f) {
			if pin := locked[key]; pin != nil && c.Type == pin.Type {
				taken[lock][key] = c
				pinTo(c, pin)
			}
		}
	}
	for _, f := range r.files.By(paketreferences.Extractor) {
		names, _ := f.Kept().(paketreferences.Names)
		if lock := r.paketLock(path.Dir(f.Path)); lock != nil {
			mark(packagesOf(lock), names)
		}
	}
	for lock, names := range taken {
		groups, _ := lock.Kept().(paketdependencies.Groups)
		lock.Drop(func(c *inventory.Component) bool { return names[packageKey(c, groups)] != nil })
	}
}

// paketLock is the nearest lock of Paket in a folder or above it, nil if there is none.
func (r *resolver) paketLock(folder string) *extractor.ReadFile {
	for {
		lock := r.files.At(path.Join(folder, "paket.lock"), paketlock.Extractor)
		if lock != nil || folder == "." {
			return lock
		}
		folder = path.Dir(folder)
	}
}

func mark(locked packages, names paketreferences.Names) {
	for group, all := range names {
		for _, name := range all {
			if c := locked[[2]string{group, name}]; c != nil {
				c.Direct = true
			}
		}
	}
}
