// Package dart joins what the files of Dart's packages say together: pubspec.lock has the exact versions, also those of a
// workspace's members, whose packages are taken from their folders, and overrides take the place of packages.
// Sources: dart.dev/tools/pub/workspaces, dart.dev/tools/pub/dependencies#dependency-overrides.
package dart

import (
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/pubspec"
	"github.com/dna-group/techcheck/pkg/extractor/pubspeclock"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// Resolver gives the packages of pubspec.yaml their exact versions and their folders.
var Resolver = &extractor.Resolver{
	Name:    "dart",
	Doc:     "pub's locks, workspaces and overrides",
	Resolve: resolve,
}

func resolve(files *extractor.Files) {
	members := map[string]map[string]string{} // of each root, the folders of its packages by their names
	for _, f := range files.By(pubspec.Extractor) {
		if kept := said(f); kept.Name != "" && (kept.Member || kept.Workspace) {
			root := rootOf(files, f)
			if members[root] == nil {
				members[root] = map[string]string{}
			}
			members[root][kept.Name] = path.Dir(f.Path)
		}
	}
	taken := map[*extractor.ReadFile]map[string]bool{}
	for _, f := range files.By(pubspec.Extractor) {
		root := rootOf(files, f)
		locate(f, members[root])
		for _, folder := range []string{root, path.Dir(f.Path)} {
			for _, name := range []string{"pubspec.yaml", "pubspec_overrides.yaml"} {
				override(f, said(files.At(path.Join(folder, name), pubspec.Extractor)).Overrides)
			}
		}
		if lock := files.At(path.Join(root, "pubspec.lock"), pubspeclock.Extractor); lock != nil {
			if taken[lock] == nil {
				taken[lock] = map[string]bool{}
			}
			join(f, lock, taken[lock])
		}
	}
	for lock, names := range taken {
		lock.Drop(func(c *inventory.Component) bool { return names[c.Name] })
	}
}

// said is what a manifest says beside its packages.
func said(f *extractor.ReadFile) *pubspec.Manifest {
	if f != nil {
		if kept, found := f.Kept().(*pubspec.Manifest); found {
			return kept
		}
	}
	return &pubspec.Manifest{}
}

// rootOf is the folder with the lock of a package: its own, or the root of its workspace, the nearest above it.
func rootOf(files *extractor.Files, f *extractor.ReadFile) string {
	own := path.Dir(f.Path)
	if !said(f).Member {
		return own
	}
	for folder := own; folder != "."; {
		folder = path.Dir(folder)
		if said(files.At(path.Join(folder, "pubspec.yaml"), pubspec.Extractor)).Workspace {
			return folder
		}
	}
	return own
}

// locate marks the packages that are of the same workspace.
func locate(f *extractor.ReadFile, members map[string]string) {
	components := f.Components()
	for i := range components {
		c := &components[i]
		if folder, found := members[c.Name]; found && c.Type == purl.Pub && c.Attributes.Source == "" {
			c.Attributes.Source = "file:" + folder
		}
	}
}

// override notes which packages are taken from elsewhere.
func override(f *extractor.ReadFile, overrides map[string]string) {
	components := f.Components()
	for i := range components {
		c := &components[i]
		if source, found := overrides[c.Name]; found && c.Type == purl.Pub && c.Scope != inventory.Managed {
			c.Attributes.ReplacedBy = source
		}
	}
}

// join gives a manifest's packages what the lock says of them, and notes which these are.
func join(f, lock *extractor.ReadFile, taken map[string]bool) {
	locked := map[string]*inventory.Component{}
	for i := range lock.Components() {
		c := &lock.Components()[i]
		locked[c.Name] = c
	}
	for i := range f.Components() {
		c := &f.Components()[i]
		exact := locked[c.Name]
		if exact == nil || c.Type != purl.Pub || c.Scope == inventory.Managed {
			continue
		}
		taken[c.Name] = true
		extractor.TakeVersion(c, exact)
		extractor.TakeRegistry(c, exact)
	}
}
