// Package python joins Python's manifests with the lock files beside them, and pip's requirement files with those that
// they include, that constrain them and that are compiled from them.
package python

import (
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/pdmlock"
	"github.com/dna-group/techcheck/pkg/extractor/pipfile"
	"github.com/dna-group/techcheck/pkg/extractor/pipfilelock"
	"github.com/dna-group/techcheck/pkg/extractor/pixi"
	"github.com/dna-group/techcheck/pkg/extractor/pixilock"
	"github.com/dna-group/techcheck/pkg/extractor/poetrylock"
	"github.com/dna-group/techcheck/pkg/extractor/pylock"
	"github.com/dna-group/techcheck/pkg/extractor/pyproject"
	"github.com/dna-group/techcheck/pkg/extractor/pythonscript"
	"github.com/dna-group/techcheck/pkg/extractor/requirements"
	"github.com/dna-group/techcheck/pkg/extractor/uvlock"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// Resolver gives manifests the versions of their lock files and constraints.
var Resolver = &extractor.Resolver{
	Name:    "python",
	Doc:     "Python locks, constraints and included requirements",
	Resolve: resolve,
}

// beside are the locks that a manifest may have in its folder; the first that is there counts. A * is the manifest's own name.
var beside = []struct {
	manifest *extractor.Extractor
	locks    []lockFormat
}{
	{pipfile.Extractor, []lockFormat{{"Pipfile.lock", pipfilelock.Extractor}, {"pylock.toml", pylock.Extractor}}},
	{pyproject.Extractor, []lockFormat{
		{"poetry.lock", poetrylock.Extractor}, {"pdm.lock", pdmlock.Extractor}, {"uv.lock", uvlock.Extractor}, {"pylock.toml", pylock.Extractor},
		{"pixi.lock", pixilock.Extractor},
	}},
	{pixi.Extractor, []lockFormat{{"pixi.lock", pixilock.Extractor}}},
	{pythonscript.Extractor, []lockFormat{{"*.lock", uvlock.Extractor}}},
}

type lockFormat struct {
	name      string
	extractor *extractor.Extractor
}

func resolve(files *extractor.Files) {
	listScripts(files)
	inherit(files)
	locks := map[*extractor.ReadFile]*lock{}
	for _, b := range beside {
		for _, manifest := range files.By(b.manifest) {
			found := find(files, manifest.Path, b.locks)
			if found == nil {
				continue
			}
			if locks[found] == nil {
				locks[found] = newLock(found)
			}
			locks[found].give(manifest)
		}
	}
	for found, l := range locks {
		found.Drop(func(c *inventory.Component) bool { return l.taken[nameOf(c)] })
	}
	resolveRequirements(files)
}

// listScripts makes the scripts part of the scan that only a lock file tells from other code.
func listScripts(files *extractor.Files) {
	for _, f := range files.By(uvlock.Extractor) {
		if script := strings.TrimSuffix(f.Path, ".lock"); pythonscript.Extractor.Named(script) {
			if found := files.At(script, pythonscript.Extractor); found != nil {
				found.List()
			}
		}
	}
}

func find(files *extractor.Files, manifest string, formats []lockFormat) *extractor.ReadFile {
	for _, format := range formats {
		if found := files.At(path.Join(path.Dir(manifest), strings.Replace(format.name, "*", path.Base(manifest), 1)), format.extractor); found != nil {
			return found
		}
	}
	if path.Base(manifest) == "pyproject.toml" {
		return workspace(files, path.Dir(manifest))
	}
	return nil
}

// workspace finds the lock of the uv workspace that a project is a member of: the nearest one above it.
func workspace(files *extractor.Files, project string) *extractor.ReadFile {
	for folder := project; folder != "." && folder != "/"; {
		folder = path.Dir(folder)
		found := files.At(path.Join(folder, "uv.lock"), uvlock.Extractor)
		if found == nil {
			continue
		}
		members, _ := found.Kept().(uvlock.Members)
		if slices.Contains(members, project) {
			return found
		}
		return nil
	}
	return nil
}

// nameOf is the name of a package as an index has it, whichever index that is; Conda and PyPI have packages of the same name.
func nameOf(c *inventory.Component) string { return c.Type + "/" + purl.KeyOf(c.PURL, "").Path }

// lock is a lock file, by the names of its packages.
type lock struct {
	packages map[string][]*inventory.Component
	taken    map[string]bool // what stands in a manifest with the lock's version
}

func newLock(f *extractor.ReadFile) *lock {
	l := &lock{packages: map[string][]*inventory.Component{}, taken: map[string]bool{}}
	all := f.Components()
	for i := range all {
		name := nameOf(&all[i])
		l.packages[name] = append(l.packages[name], &all[i])
	}
	return l
}

// give completes a manifest with versions. What a build needs is not locked. Of a package that is locked in several
// versions, for several platforms, the manifest's entry keeps its range, and those of the lock are direct.
func (l *lock) give(manifest *extractor.ReadFile) {
	all := manifest.Components()
	for i := range all {
		c := &all[i]
		if c.PURL == "" || c.Type == purl.PyPI && c.Scope == inventory.Build || c.Scope == inventory.Managed {
			continue
		}
		if c.Kind == inventory.Language && manifest.Extractor != pixi.Extractor { // what a project asks for is not what pixi installs
			continue
		}
		name := nameOf(c)
		switch locked := l.packages[name]; {
		case len(locked) == 0:
		case ambiguous(locked):
			for _, one := range locked {
				if !one.Direct {
					one.Direct, one.Scope = true, c.Scope
				}
			}
		default:
			take(c, locked[0], inventory.Lockfile)
			extractor.TakeRegistry(c, locked[0])
			l.taken[name] = true
		}
	}
}

func ambiguous(locked []*inventory.Component) bool {
	for _, one := range locked {
		if one.Version != locked[0].Version {
			return true
		}
	}
	return false
}

// take gives a component the exact version of another one, unless it has one itself.
func take(c, from *inventory.Component, how inventory.Resolution) {
	if c.Version != "" || from.Version == "" {
		return
	}
	c.Version, c.Resolution = from.Version, how
	c.VersionSpan, c.VersionLocation = from.VersionSpan, from.VersionLocation
	c.PURL = purl.At(c.PURL, c.Version)
}

// requirementsOf are what a file of pip says of others.
func requirementsOf(f *extractor.ReadFile) *requirements.File {
	if facts, found := f.Kept().(*requirements.File); found {
		return facts
	}
	return &requirements.File{}
}
