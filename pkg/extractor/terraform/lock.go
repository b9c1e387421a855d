package terraform

import (
	"maps"
	"path"
	"slices"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/terraformlock"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// lock gives providers the exact versions in the lock file of their module, else in those of the modules that call it, if
// these agree. What a module uses is taken out of the lock; the rest is used by modules from elsewhere.
func lock(files *extractor.Files, modules map[string]*module) {
	locks := map[string][]*extractor.ReadFile{} // by the folder of a module
	for _, folder := range slices.Sorted(maps.Keys(modules)) {
		file := files.At(path.Join(folder, ".terraform.lock.hcl"), terraformlock.Extractor)
		if file == nil {
			continue
		}
		for _, called := range reach(modules, folder) {
			if called == folder {
				locks[called] = append([]*extractor.ReadFile{file}, locks[called]...)
			} else {
				locks[called] = append(locks[called], file)
			}
		}
	}
	joined := map[string]map[string]bool{} // by the path of a lock: what modules use of it
	for folder, m := range modules {
		for _, l := range locks[folder] {
			if joined[l.Path] == nil {
				joined[l.Path] = map[string]bool{}
			}
			m.used(l, joined[l.Path])
		}
		own := locks[folder]
		if len(own) > 0 && path.Dir(own[0].Path) == folder {
			own = own[:1]
		}
		m.pin(own)
	}
	for _, l := range files.By(terraformlock.Extractor) {
		l.Drop(func(c *inventory.Component) bool { return joined[l.Path][c.Package()] })
	}
}

// reach lists a folder and those of the modules that are called from there.
func reach(modules map[string]*module, folder string) []string {
	reached, seen := []string{folder}, map[string]bool{folder: true}
	for i := 0; i < len(reached); i++ {
		for _, called := range modules[reached[i]].calls {
			if modules[called] != nil && !seen[called] {
				reached, seen[called] = append(reached, called), true
			}
		}
	}
	return reached
}

// used notes which providers of a lock the module has as components. One of which it only has resources is direct.
func (m *module) used(lock *extractor.ReadFile, joined map[string]bool) {
	byResource := map[string]bool{}
	for _, f := range m.files {
		for i := range f.Components() {
			if c := &f.Components()[i]; c.Kind == inventory.Provider {
				joined[c.Package()] = true
			}
		}
		for _, u := range f.resources {
			a, found := m.required[u.provider]
			if !found {
				a = providerOf(u.provider)
			}
			byResource[a.purl("", "")] = true
		}
	}
	for i := range lock.Components() {
		if c := &lock.Components()[i]; byResource[c.Package()] {
			c.Direct = true
		}
	}
}

// pin gives the module's providers their versions, where all locks agree.
func (m *module) pin(locks []*extractor.ReadFile) {
	exact := map[string]*inventory.Component{}
	for _, l := range locks {
		for i := range l.Components() {
			c := &l.Components()[i]
			if before, found := exact[c.Package()]; found && (before == nil || before.Version != c.Version) {
				c = nil
			}
			exact[l.Components()[i].Package()] = c
		}
	}
	for _, f := range m.files {
		for i := range f.Components() {
			c := &f.Components()[i]
			pinned := exact[c.Package()]
			if c.Kind != inventory.Provider || c.Version != "" || pinned == nil || pinned.Version == "" {
				continue
			}
			c.Version, c.VersionSpan, c.VersionLocation = pinned.Version, pinned.VersionSpan, pinned.VersionLocation
			c.PURL, c.Resolution = pinned.PURL, inventory.Lockfile
		}
	}
}
