package gradle

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/gradlebuild"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// complete gives the libraries and plugins without a version the one that a script above manages, and tells the plugins
// that the repository makes.
func (r *resolver) complete(f *extractor.ReadFile, m *gradlebuild.Model) {
	var managed versions
	components := f.Components()
	for i := range components {
		c := &components[i]
		if c.Version != "" || c.Requirement != "" || c.PURL == "" {
			continue
		}
		if c.Kind == inventory.Plugin && r.made[c.Name] {
			c.Attributes.Source = "workspace:" + c.Name
			continue
		}
		if managed == nil {
			managed = r.managed(f, m)
		}
		if by := managed[key(c)]; by != nil {
			c.Version, c.Requirement, c.PURL = by.Version, by.Requirement, by.PURL
			c.VersionSpan, c.VersionLocation = by.VersionSpan, by.VersionLocation
			c.Resolution = inventory.Inherited
			if by.Location.Path == f.Path {
				c.Resolution = inventory.Variable
			}
		}
	}
}

// key tells a library from a plugin of the same name.
func key(c *inventory.Component) string { return string(c.Kind) + " " + c.Name }

// managed gives what sets the versions of a script's libraries and plugins, by key: the script, the platforms of the
// build that it uses, and the scripts above.
func (r *resolver) managed(f *extractor.ReadFile, m *gradlebuild.Model) versions {
	all := versions{}
	all.add(f, true)
	for _, c := range f.Components() {
		if name, found := strings.CutPrefix(c.Attributes.Source, "workspace::"); found && c.Scope == inventory.Managed {
			if platform := r.script(path.Join(r.root(m.Path), strings.ReplaceAll(name, ":", "/")), "build"); platform != nil {
				all.add(r.scripts[platform.Path], false)
			}
		}
	}
	for script := range r.above(m) {
		all.add(r.scripts[script.Path], true)
	}
	return all
}

// versions are the components that set versions of others, by key.
type versions map[string]*inventory.Component

// add adds those of a script, but for what is known already. A plugin that is applied sets its version below, too.
func (v versions) add(f *extractor.ReadFile, plugins bool) {
	if f == nil {
		return
	}
	components := f.Components()
	for i := range components {
		c := &components[i]
		manages := c.Scope == inventory.Managed && c.Attributes.Source == "" || plugins && c.Kind == inventory.Plugin
		if manages && (c.Version != "" || c.Requirement != "") && v[key(c)] == nil {
			v[key(c)] = c
		}
	}
}
