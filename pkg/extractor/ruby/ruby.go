// Package ruby joins Ruby's manifests: the files that a Gemfile evaluates, the one that says its Ruby's version, and versions
// from the Gemfile.lock beside it, also those of the gem specifications that the lock lists as local gems.
package ruby

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/gemfile"
	"github.com/dna-group/techcheck/pkg/extractor/gemfilelock"
	"github.com/dna-group/techcheck/pkg/extractor/gemspec"
	"github.com/dna-group/techcheck/pkg/extractor/toolversions"
	"github.com/dna-group/techcheck/pkg/extractor/versionfile"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// Resolver gives the gems of Gemfiles and gem specifications their exact versions.
var Resolver = &extractor.Resolver{
	Name:    "ruby",
	Doc:     "Bundler's locks, and the files that Gemfiles name",
	Resolve: resolve,
}

func resolve(files *extractor.Files) {
	nameRegistries(files)
	joins := map[*extractor.File]*join{}
	open := func(lock string) *join {
		f := files.At(lock, gemfilelock.Extractor)
		if f == nil {
			return nil
		}
		if joins[f.File] == nil {
			joins[f.File] = newJoin(f.File)
		}
		return joins[f.File]
	}
	for _, f := range files.By(gemfile.Extractor) {
		for _, one := range files.Closure(f, func(f *extractor.ReadFile) []string { return said(f).Includes }) {
			one.List()
			if j := open(lockOf(f.Path)); j != nil {
				j.complete(one.File, true)
			}
			completeRuby(files, one)
		}
	}
	for _, f := range files.By(gemspec.Extractor) {
		for folder := path.Dir(f.Path); ; folder = path.Dir(folder) {
			if j := open(path.Join(folder, "Gemfile.lock")); j != nil && j.hasLocal(f.Path) {
				j.complete(f.File, false)
				break
			}
			if folder == "." {
				break
			}
		}
	}
	for lock, j := range joins {
		lock.Drop(func(c *inventory.Component) bool { return j.joined[key(c)] })
	}
}

// nameRegistries tells which gems of a lock come from another registry than the one of the whole Gemfile.
func nameRegistries(files *extractor.Files) {
	for _, f := range files.By(gemfile.Extractor) {
		source := said(f).Source
		if lock := files.At(lockOf(f.Path), gemfilelock.Extractor); lock != nil && source != "" {
			lock.NameRegistriesBeside(source)
		}
	}
}

// said is what a Gemfile says beside its gems.
func said(f *extractor.ReadFile) *gemfile.File {
	if facts, found := f.Kept().(*gemfile.File); found {
		return facts
	}
	return &gemfile.File{}
}

// completeRuby gives a Gemfile's Ruby the version that stands in the file which it names: .ruby-version, .tool-versions.
func completeRuby(files *extractor.Files, f *extractor.ReadFile) {
	name := said(f).Ruby
	for _, format := range []*extractor.Extractor{versionfile.Extractor, toolversions.Extractor} {
		if !format.Match.Accepts(name) {
			continue
		}
		named := files.At(name, format)
		if named == nil {
			return
		}
		for i := range f.Components() {
			for _, exact := range named.Components() {
				if c := &f.Components()[i]; key(c) == "generic ruby" && key(&exact) == key(c) && c.Resolution == inventory.Unresolved {
					take(c, &exact, inventory.Inherited)
				}
			}
		}
	}
}

// lockOf is the path of a Gemfile's lock.
func lockOf(gemfile string) string {
	if path.Base(gemfile) == "gems.rb" {
		return path.Join(path.Dir(gemfile), "gems.locked")
	}
	return gemfile + ".lock"
}

// join is a lock whose versions manifests take.
type join struct {
	locked map[string]inventory.Component
	joined map[string]bool
}

func newJoin(lock *extractor.File) *join {
	j := &join{locked: map[string]inventory.Component{}, joined: map[string]bool{}}
	for _, c := range lock.Components() {
		if _, found := j.locked[key(&c)]; !found {
			j.locked[key(&c)] = c
		}
	}
	return j
}

// key tells a gem from a language of the same name.
func key(c *inventory.Component) string { return c.Type + " " + c.Name }

// hasLocal tells whether the lock lists the gem of a specification, name.gemspec, as one of the repository.
func (j *join) hasLocal(specification string) bool {
	c, found := j.locked["gem "+strings.TrimSuffix(path.Base(specification), ".gemspec")]
	return found && c.Local()
}

// complete gives a manifest's components what the lock says of them. The Ruby that a gem asks for, unlike that of a
// Gemfile, is not the one that it is developed with.
func (j *join) complete(manifest *extractor.File, languages bool) {
	for i := range manifest.Components() {
		c := &manifest.Components()[i]
		exact, found := j.locked[key(c)]
		if !found || c.Type == purl.Generic && !languages {
			continue
		}
		j.joined[key(c)] = true
		if c.Version == "" {
			take(c, &exact, inventory.Lockfile)
		}
		extractor.TakeRegistry(c, &exact)
		if c.Attributes.Source == "" {
			c.Attributes.Source = exact.Attributes.Source
		}
	}
}

// take gives a component what another one says of the version.
func take(c, from *inventory.Component, how inventory.Resolution) {
	if from.Version == "" {
		c.Requirement = from.Requirement
	}
	c.Version, c.PURL, c.Resolution = from.Version, purl.At(c.PURL, from.Version), how
	c.VersionSpan, c.VersionLocation = from.VersionSpan, from.VersionLocation
}
