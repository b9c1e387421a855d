package gradle

import (
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/gradlelock"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// locks are those of a scan, by the folders of their projects.
type locks struct {
	of     map[string][]*extractor.ReadFile
	found  map[string]map[string][]*inventory.Component // of a folder, by name
	joined map[*inventory.Component]bool
}

func (r *resolver) locks() *locks {
	for file := range r.scripts {
		for _, name := range []string{"gradle.lockfile", "buildscript-gradle.lockfile", "settings-gradle.lockfile"} {
			r.at(path.Join(path.Dir(file), name), gradlelock.Extractor)
		}
	}
	l := &locks{map[string][]*extractor.ReadFile{}, map[string]map[string][]*inventory.Component{}, map[*inventory.Component]bool{}}
	for _, f := range r.files.By(gradlelock.Extractor) {
		folder := path.Dir(f.Path)
		if path.Base(folder) == "dependency-locks" { // gradle/dependency-locks/compileClasspath.lockfile
			folder = path.Dir(path.Dir(folder))
		}
		l.of[folder] = append(l.of[folder], f)
	}
	return l
}

// names are what the locks of a folder hold, by name.
func (l *locks) names(folder string) map[string][]*inventory.Component {
	if all, known := l.found[folder]; known {
		return all
	}
	all := map[string][]*inventory.Component{}
	for _, f := range l.of[folder] {
		components := f.Components()
		for i := range components {
			all[components[i].Name] = append(all[components[i].Name], &components[i])
		}
	}
	l.found[folder] = all
	return all
}

// complete gives a script's components the versions that the locks of the projects have which run it. A lock is stricter
// than what a script asks for.
func (l *locks) complete(f *extractor.ReadFile, folders []string) {
	for _, folder := range folders {
		locked := l.names(folder)
		if len(locked) == 0 {
			continue
		}
		components := f.Components()
		for i := range components {
			c := &components[i]
			name := c.Name
			if c.Kind == inventory.Plugin {
				name += ":" + name + ".gradle.plugin"
			}
			if c.Scope != inventory.Managed && c.Kind != inventory.Language {
				l.join(c, locked[name])
			}
		}
	}
}

// join takes the version that is locked: of several, the one that is asked for, else that of the same scope.
func (l *locks) join(c *inventory.Component, candidates []*inventory.Component) {
	var exact *inventory.Component
	for _, candidate := range candidates {
		if candidate.Version == c.Version {
			l.joined[candidate] = true
			return
		}
		if exact == nil || exact.Scope != c.Scope && candidate.Scope == c.Scope {
			exact = candidate
		}
	}
	if exact == nil {
		return
	}
	l.joined[exact] = true
	c.Version, c.Requirement, c.PURL, c.Resolution = exact.Version, "", exact.PURL, inventory.Lockfile
	c.VersionSpan, c.VersionLocation = exact.VersionSpan, exact.VersionLocation
}

// drop takes out of the locks what scripts declare.
func (l *locks) drop() {
	for _, files := range l.of {
		for _, f := range files {
			joined := map[string]bool{} // by purl, for dropping moves the components
			for i := range f.Components() {
				if c := &f.Components()[i]; l.joined[c] {
					joined[c.PURL] = true
				}
			}
			f.Drop(func(c *inventory.Component) bool { return joined[c.PURL] })
		}
	}
}
