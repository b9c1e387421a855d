package npm

import (
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/dna-group/techcheck/pkg/extractor/npm/spec"
	"github.com/dna-group/techcheck/pkg/extractor/pnpmworkspace"
	"github.com/dna-group/techcheck/pkg/extractor/yarnrc"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// root finds the package.json whose workspaces hold a folder, nil if there is none.
func (r *resolver) root(folder string) *manifest {
	for above := range upwards(folder) {
		if m := r.manifest(above); m != nil && m.holds(folder) {
			return m
		}
	}
	return nil
}

// holds tells whether a folder is of the manifest's own workspace: the globs are relative to it, and !glob takes back.
func (m *manifest) holds(folder string) bool {
	if folder == m.folder {
		return len(m.Workspaces) > 0
	}
	held := false
	for _, glob := range m.Workspaces {
		glob, takesBack := strings.CutPrefix(glob, "!")
		if match, err := doublestar.Match(path.Clean(glob), relative(m.folder, folder)); match && err == nil {
			held = !takesBack
		}
	}
	return held
}

// relative is a folder as it is seen from one that it lies in.
func relative(from, folder string) string {
	switch from {
	case folder:
		return "."
	case ".":
		return folder
	}
	return strings.TrimPrefix(folder, from+"/")
}

// enlist remembers a package of a workspace by its name.
func (r *resolver) enlist(m *manifest) {
	if root := r.root(m.folder); root != nil && m.Name != "" {
		r.members[root.folder+"\x00"+m.Name] = relative(root.folder, m.folder)
	}
}

// member tells in which folder of the manifest's workspace a package lies.
func (r *resolver) member(m *manifest, name string) (folder string, found bool) {
	if root := r.root(m.folder); root != nil {
		folder, found = r.members[root.folder+"\x00"+name]
	}
	return folder, found
}

// consult completes a component whose version stands in a catalog of the workspace.
func (r *resolver) consult(m *manifest, c *inventory.Component, entry entry) {
	for folder := range upwards(m.folder) {
		if f := r.at(path.Join(folder, "pnpm-workspace.yaml"), pnpmworkspace.Extractor); f != nil {
			if w, ok := f.Kept().(*pnpmworkspace.Workspace); ok && take(c, f.Components(), w.Catalogs, entry, inventory.Inherited) {
				return
			}
		}
		if f := r.at(path.Join(folder, ".yarnrc.yml"), yarnrc.Extractor); f != nil {
			if s, ok := f.Kept().(*yarnrc.Settings); ok && take(c, f.Components(), s.Catalogs, entry, inventory.Inherited) {
				return
			}
		}
		how := inventory.Inherited
		if folder == m.folder {
			how = inventory.Variable
		}
		if root := r.manifest(folder); root != nil && take(c, root.Components(), root.Catalogs, entry, how) {
			return
		}
	}
}

// take inherits from a catalog, if the package is in it.
func take(c *inventory.Component, components []inventory.Component, catalogs spec.Catalogs, entry entry, how inventory.Resolution) bool {
	place, found := catalogs.Place(entry.Key, entry.Value)
	if found {
		inherit(c, &components[place], how)
	}
	return found
}
