// Package swift gives Swift packages the exact versions of the Package.resolved beside their manifest; those of an Xcode project,
// and of the packages in folders below it, the versions of the one in the project or in a workspace beside it.
// Source: docs.swift.org/package-manager/PackageDescription, and developer.apple.com/documentation/xcode/adding-package-dependencies-to-your-app.
package swift

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/packageresolved"
	"github.com/dna-group/techcheck/pkg/extractor/packageswift"
	"github.com/dna-group/techcheck/pkg/extractor/xcodeproj"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/version"
)

// Resolver joins manifests and locks.
var Resolver = &extractor.Resolver{
	Name:    "swift",
	Doc:     "Locks of SwiftPM and Xcode",
	Resolve: resolve,
}

func resolve(files *extractor.Files) {
	locks := map[string][]*lock{} // those of Xcode, by the folders of their projects and workspaces
	var all []*lock
	for _, f := range files.By(packageresolved.Extractor) {
		l := newLock(f)
		all = append(all, l)
		if folder, found := xcodeFolder(f.Path); found {
			locks[folder] = append(locks[folder], l)
		}
	}
	for _, manifest := range files.By(packageswift.Extractor) {
		folder := path.Dir(manifest.Path)
		if own := at(all, files, path.Join(folder, "Package.resolved")); own != nil {
			own.join(manifest)
			continue
		}
		for join(manifest, locks[folder]); folder != "."; join(manifest, locks[folder]) {
			folder = path.Dir(folder)
		}
	}
	for _, project := range files.By(xcodeproj.Extractor) {
		join(project, locks[path.Dir(path.Dir(project.Path))])
	}
	for _, l := range all {
		l.file.Drop(func(c *inventory.Component) bool { return l.taken[identity(c)] })
	}
}

// xcodeFolder is the folder that holds the project or the workspace which a lock lies in; false of a lock of SwiftPM itself.
func xcodeFolder(name string) (string, bool) {
	for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
		switch parent := path.Dir(folder); {
		case strings.HasSuffix(folder, ".xcodeproj"), strings.HasSuffix(folder, ".xcworkspace") && !strings.HasSuffix(parent, ".xcodeproj"):
			return parent, true
		}
	}
	return "", false
}

// lock is a Package.resolved.
type lock struct {
	file  *extractor.ReadFile
	pins  map[string]*inventory.Component // by identity
	taken map[string]bool
}

func newLock(f *extractor.ReadFile) *lock {
	l := &lock{file: f, pins: map[string]*inventory.Component{}, taken: map[string]bool{}}
	for i := range f.Components() {
		c := &f.Components()[i]
		l.pins[identity(c)] = c
	}
	return l
}

// at gives the lock at a path; nil if there is none.
func at(all []*lock, files *extractor.Files, name string) *lock {
	for _, l := range all {
		if l.file.Path == name {
			return l
		}
	}
	if f := files.At(name, packageresolved.Extractor); f != nil {
		return newLock(f)
	}
	return nil
}

// identity is what SwiftPM knows a package by, which is the last part of its address, whoever serves it; of one of a registry it
// is scope.name.
func identity(c *inventory.Component) string { return strings.ToLower(path.Base(c.Name)) }

func join(manifest *extractor.ReadFile, locks []*lock) {
	for _, l := range locks {
		l.join(manifest)
	}
}

// join gives a manifest's packages the versions of the lock. One that the manifest does not allow is of another project's.
func (l *lock) join(manifest *extractor.ReadFile) {
	for i := range manifest.Components() {
		c := &manifest.Components()[i]
		pin := l.pins[identity(c)]
		if pin == nil || c.Type != purl.Swift || c.PURL == "" {
			continue
		}
		if allowed, known := version.Allows(purl.Swift, c.Requirement, pin.Version); known && !allowed {
			continue
		}
		l.taken[identity(c)] = true
		extractor.TakeVersion(c, pin)
	}
}
