package npm

import (
	"cmp"
	"maps"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/npm/lock"
	"github.com/dna-group/techcheck/pkg/extractor/packagejson"
	"github.com/dna-group/techcheck/pkg/extractor/pnpmworkspace"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/version"
)

type entry = packagejson.Entry

// lockFile is the lock of a folder.
type lockFile struct {
	*extractor.ReadFile
	*lock.Lock
	folder    string
	taken     map[string]bool    // purls that manifests have taken over
	overrides map[string]string  // of the workspace's root, by name
	allowed   map[[2]string]bool // what allows found, by requirement and version: the packages of a workspace ask for much the same
}

// lock finds the nearest lock, at a manifest's folder or above it, that knows the manifest. nil if there is none.
func (r *resolver) lock(m *manifest) *lockFile {
	for folder := range upwards(m.folder) {
		l := r.lockAt(folder)
		switch {
		case l == nil:
		case folder == m.folder, l.Importers[relative(folder, m.folder)] != nil:
			return l
		case l.Descriptors != nil: // Yarn's lock does not tell
			if root := r.manifest(folder); root != nil && root.holds(m.folder) {
				return l
			}
		}
	}
	return nil
}

func (r *resolver) lockAt(folder string) *lockFile {
	l, asked := r.locks[folder]
	if !asked {
		l = r.readLock(folder)
		r.locks[folder] = l
	}
	return l
}

func (r *resolver) readLock(folder string) *lockFile {
	for _, candidate := range locks {
		f := r.at(path.Join(folder, candidate.name), candidate.extractor)
		if f == nil {
			continue
		}
		if kept, ok := f.Kept().(*lock.Lock); ok {
			return &lockFile{f, kept, folder, map[string]bool{}, r.overrides(folder), map[[2]string]bool{}}
		}
	}
	return nil
}

// overrides gathers what the root of a workspace overrides.
func (r *resolver) overrides(folder string) map[string]string {
	all := map[string]string{}
	if m := r.manifest(folder); m != nil {
		maps.Copy(all, m.Overrides)
	}
	if f := r.at(path.Join(folder, "pnpm-workspace.yaml"), pnpmworkspace.Extractor); f != nil {
		if w, ok := f.Kept().(*pnpmworkspace.Workspace); ok {
			maps.Copy(all, w.Overrides)
		}
	}
	return all
}

// join completes the dependencies of a manifest.
func (r *resolver) join(m *manifest) {
	l := r.lock(m)
	components := m.Components()
	for place, entry := range m.Entries {
		c := &components[place]
		if strings.HasPrefix(entry.Value, "catalog:") {
			r.consult(m, c, entry)
			entry.Value = cmp.Or(c.Version, c.Requirement)
		}
		if l != nil {
			if locked, found := l.find(m, entry); found {
				l.complete(c, entry.Key, locked)
				continue
			}
		}
		if folder, found := r.member(m, c.Name); found && c.Attributes.Source == "" {
			c.Attributes.Source = "workspace:" + folder
		}
	}
}

// find looks up what an entry of a manifest takes.
func (l *lockFile) find(m *manifest, entry entry) (locked lock.Locked, found bool) {
	if l.Importers != nil {
		locked, found = l.Importers[relative(l.folder, m.folder)][entry.Key]
		return locked, found
	}
	for _, wanted := range []string{entry.Value, "npm:" + entry.Value, l.overrides[entry.Key], "npm:" + l.overrides[entry.Key]} {
		if locked, found = l.Descriptors[entry.Key+"@"+wanted]; found {
			break
		}
	}
	return locked, found
}

// complete gives a component what the lock has for it. A lock that was not written anew since the manifest asks for another
// version is not believed, unless an override explains the difference.
func (l *lockFile) complete(c *inventory.Component, key string, locked lock.Locked) {
	local := inventory.Component{Attributes: inventory.Attributes{Source: locked.Source}}
	if local.Local() {
		c.Attributes.Source = cmp.Or(c.Attributes.Source, locked.Source)
		return
	}
	if _, overridden := l.overrides[key]; !overridden && !l.allows(c, locked) {
		return
	}
	purlOf := purl.New(purl.NPM, locked.Name, locked.Version)
	l.taken[purlOf] = true
	if locked.Version == "" || locked.Version == c.Version && locked.Name == c.Name {
		return
	}
	c.Requirement = cmp.Or(c.Requirement, c.Version)
	c.Name, c.Version, c.PURL = locked.Name, locked.Version, purlOf
	c.VersionSpan, c.VersionLocation = locked.VersionSpan, locked.VersionLocation
	c.Resolution = inventory.Lockfile
}

// allows tells whether a component's requirement may be met by what the lock has.
func (l *lockFile) allows(c *inventory.Component, locked lock.Locked) bool {
	switch {
	case c.Name != locked.Name, c.Local(), c.Attributes.Source == "" && locked.Source != "":
		return false
	case c.Version != "" || locked.Version == "":
		return c.Version == locked.Version
	}
	asked := [2]string{c.Requirement, locked.Version}
	may, found := l.allowed[asked]
	if !found {
		allowed, known := version.Allows(purl.NPM, c.Requirement, locked.Version)
		may = allowed || !known
		l.allowed[asked] = may
	}
	return may
}

// settle leaves in a lock what only the lock knows. That is indirect if the manifest beside it is part of the scan.
func (r *resolver) settle(f *extractor.ReadFile, scanned bool) {
	if l := r.locks[path.Dir(f.Path)]; l != nil && l.Path == f.Path {
		f.Drop(func(c *inventory.Component) bool { return l.taken[c.PURL] })
	}
	components := f.Components()
	for i := range components {
		components[i].Direct = components[i].Direct && !scanned
	}
}
