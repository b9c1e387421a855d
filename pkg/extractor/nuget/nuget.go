// Package nuget joins what the files of .NET around a project say: versions that are managed centrally
// (https://learn.microsoft.com/nuget/consume-packages/central-package-management), properties of Directory.Build.props and
// of imports, the SDKs of global.json, the lock file beside it, and the sources that nuget.config maps packages to; and likewise
// the files of Paket.
package nuget

import (
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/csharpscript"
	"github.com/dna-group/techcheck/pkg/extractor/globaljson"
	"github.com/dna-group/techcheck/pkg/extractor/msbuild"
	"github.com/dna-group/techcheck/pkg/extractor/nugetconfig"
	"github.com/dna-group/techcheck/pkg/extractor/nugetlock"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
)

// Resolver resolves projects with the files around them.
var Resolver = &extractor.Resolver{Name: "nuget", Doc: ".NET central package management, imports, locks and sources", Resolve: resolve}

// maxImports is how many files a project may have around it.
const maxImports = 50

type resolver struct {
	files   *extractor.Files
	globals []*extractor.ReadFile          // global.json
	models  map[string]*msbuild.Model      // by path; nil of what is not there
	sources map[string]nugetconfig.Mapping // by folder
}

func resolve(files *extractor.Files) {
	r := &resolver{files, files.By(globaljson.Extractor), map[string]*msbuild.Model{}, map[string]nugetconfig.Mapping{}}
	for _, f := range files.By(msbuild.Extractor) {
		m, found := f.Kept().(*msbuild.Model)
		if !found {
			continue
		}
		p := msbuild.NewProject(m)
		p.Chain = r.chain(m)
		components := p.Components()
		r.pinSDKs(m, components)
		f.Drop(func(*inventory.Component) bool { return true })
		for _, c := range components {
			c.Extractor = msbuild.Extractor.Name
			f.Add(c)
		}
	}
	r.locks()
	r.scripts()
	r.paket()
	r.nameSources()
}

// scripts gives packages of single files that have no version the one that is managed centrally.
func (r *resolver) scripts() {
	for _, f := range r.files.By(csharpscript.Extractor) {
		p := msbuild.NewProject(&msbuild.Model{Path: f.Path})
		p.Chain = r.imports(p.Chain, r.above(path.Dir(f.Path), "Directory.Packages.props"))
		all := f.Components()
		for i := range all {
			if c := &all[i]; c.Kind == inventory.Library && c.Version+c.Requirement == "" {
				p.Manage(c)
			}
		}
	}
}

// chain gives a file and those that have a say in it, those that count more first.
func (r *resolver) chain(m *msbuild.Model) []*msbuild.Model {
	folder := path.Dir(m.Path)
	all := r.imports(nil, m)
	for _, name := range []string{"Directory.Packages.props", "Directory.Build.props", "Directory.Build.targets"} {
		if path.Base(m.Path) != name { // such a file imports the one above itself, if it wants to
			all = r.imports(all, r.above(folder, name))
		}
	}
	return all
}

// imports adds a file and what it imports.
func (r *resolver) imports(all []*msbuild.Model, m *msbuild.Model) []*msbuild.Model {
	if m == nil || len(all) == maxImports || slices.Contains(all, m) {
		return all
	}
	all = append(all, m)
	for _, written := range m.Imports {
		all = r.imports(all, r.imported(path.Dir(m.Path), written))
	}
	return all
}

var (
	ownFolder = lazyregexp.New(`(?i)\$\(MSBuildThisFileDirectory\)`)
	fileAbove = lazyregexp.New(`(?i)^\$\(\[MSBuild\]::GetPathOfFileAbove\(\s*['"]?([\w.-]+)['"]?\s*(?:,\s*['"]?([^'"]*?)['"]?\s*)?\)\)$`)
)

// imported gives the file that an <Import> in a folder's file names; nil if its path is computed otherwise.
func (r *resolver) imported(folder, written string) *msbuild.Model {
	written = strings.ReplaceAll(written, `\`, "/")
	if m := fileAbove.FindStringSubmatch(written); m != nil {
		return r.above(path.Join(folder, ownFolder.ReplaceAllString(m[2], "./")), m[1])
	}
	written = ownFolder.ReplaceAllString(written, "./")
	if written == "" || strings.ContainsAny(written, "$*%") {
		return nil
	}
	name := path.Join(folder, written)
	m := r.at(name)
	if m != nil && !msbuild.Extractor.Match.Accepts(name) {
		r.files.At(name, msbuild.Extractor).List() // only this import tells that it is MSBuild's
	}
	return m
}

// above gives the nearest file of a name in a folder or one above it.
func (r *resolver) above(folder, name string) *msbuild.Model {
	for inside(folder) {
		if m := r.at(path.Join(folder, name)); m != nil {
			return m
		}
		if folder == "." {
			break
		}
		folder = path.Dir(folder)
	}
	return nil
}

// at gives what the file at a path says, nil if nothing is there. It reads each file once, also those that are missing.
func (r *resolver) at(name string) *msbuild.Model {
	m, known := r.models[name]
	if !known && inside(name) {
		if f := r.files.At(name, msbuild.Extractor); f != nil {
			m, _ = f.Kept().(*msbuild.Model)
		}
		r.models[name] = m
	}
	return m
}

// inside tells whether a clean path stays in the root.
func inside(name string) bool {
	return name != ".." && !strings.HasPrefix(name, "../") && !strings.HasPrefix(name, "/")
}

// pinSDKs gives the SDKs of a project that have no version the one that the nearest global.json pins.
func (r *resolver) pinSDKs(m *msbuild.Model, components []inventory.Component) {
	var pins []inventory.Component
	for i := range components {
		c := &components[i]
		if c.Kind != inventory.Plugin || c.Version != "" || c.Requirement != "" {
			continue
		}
		if pins == nil {
			pins = r.globalJSON(path.Dir(m.Path))
		}
		for _, pin := range pins {
			if pin.Kind == inventory.Plugin && strings.EqualFold(pin.Name, c.Name) {
				c.Version, c.Requirement, c.PURL = pin.Version, pin.Requirement, pin.PURL
				c.Resolution, c.VersionSpan, c.VersionLocation = inventory.Inherited, pin.VersionSpan, pin.VersionLocation
			}
		}
	}
}

// globalJSON gives the components of the nearest global.json, in a folder or above it.
func (r *resolver) globalJSON(folder string) []inventory.Component {
	var nearest *extractor.ReadFile
	for _, f := range r.globals {
		above := path.Dir(f.Path)
		if above != "." && above != folder && !strings.HasPrefix(folder, above+"/") {
			continue
		}
		if nearest == nil || len(f.Path) > len(nearest.Path) {
			nearest = f
		}
	}
	if nearest == nil {
		return nil
	}
	return nearest.Components()
}

// locks gives packages of projects the versions of the lock file beside them, and leaves to that what no project names.
func (r *resolver) locks() {
	joined := map[*extractor.ReadFile]map[string]bool{}
	for _, f := range r.files.By(msbuild.Extractor) {
		if !strings.HasSuffix(strings.ToLower(f.Path), "proj") {
			continue
		}
		lock := r.files.At(path.Join(path.Dir(f.Path), "packages.lock.json"), nugetlock.Extractor)
		if lock == nil {
			continue
		}
		if joined[lock] == nil {
			joined[lock] = map[string]bool{}
		}
		join(f.Components(), lock.Components(), joined[lock])
	}
	for lock, names := range joined {
		lock.Drop(func(c *inventory.Component) bool { return names[strings.ToLower(c.Name)] })
	}
}

// join gives components the versions of a lock file's, and notes the names that they have in common.
func join(components, locked []inventory.Component, names map[string]bool) {
	byName := map[string]*inventory.Component{}
	for i := range locked {
		if name := strings.ToLower(locked[i].Name); byName[name] == nil {
			byName[name] = &locked[i]
		}
	}
	for i := range components {
		c := &components[i]
		name := strings.ToLower(c.Name)
		pin := byName[name]
		if pin == nil || c.Type != pin.Type || c.Kind != inventory.Library || c.Scope == inventory.Managed {
			continue
		}
		names[name] = true
		pinTo(c, pin)
	}
}

// pinTo gives a component the version of a lock file's, if that is another one than its own.
func pinTo(c, pin *inventory.Component) {
	if c.Version == pin.Version {
		return
	}
	if c.Version != "" {
		c.Requirement = c.Version
	}
	c.Version, c.PURL, c.Resolution = pin.Version, pin.PURL, inventory.Lockfile
	c.VersionSpan, c.VersionLocation = pin.VersionSpan, pin.VersionLocation
}
