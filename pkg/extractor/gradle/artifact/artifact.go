// Package artifact describes the libraries and plugins that Gradle's files name: scripts, catalogs and locks.
package artifact

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// Parse reads group:artifact:version:classifier@extension; nil if it is none.
func Parse(t text.Text) *Coordinates {
	group, rest, found := t.Cut(":")
	if !found {
		return nil
	}
	artifact, version, found := rest.Cut(":")
	if !found {
		artifact, _, _ = artifact.Cut("@")
	}
	version, _, _ = version.Cut(":")
	version, _, _ = version.Cut("@")
	if !IsName(group) || !IsName(artifact) {
		return nil
	}
	return &Coordinates{group, artifact, version}
}

// name is what groups and artifacts are made of.
var name = lazyregexp.New(`^[\w.\x{80}-\x{10ffff}-]*$`)

// IsName tells whether a text may name a group or an artifact. A variable that is not known may.
func IsName(t text.Text) bool {
	for _, p := range t {
		if p.Resolution != inventory.Unresolved && !name.MatchString(p.String) {
			return false
		}
	}
	return t.String() != ""
}

// LibraryOf is the component of a library as a file uses or lists it. It stands at its name.
func LibraryOf(own *text.Origin, c *Coordinates, scope inventory.Scope) inventory.Component {
	group, artifact := c.Group.String(), c.Artifact.String()
	component := inventory.Component{
		Type: purl.Maven, Kind: inventory.Library, Scope: scope, Direct: true,
		Name: group + ":" + artifact, NameSpan: c.Artifact.At(),
		Resolution: text.Worse(c.Group.Resolution(), c.Artifact.Resolution()),
	}
	if from := c.Group.At(); from.End+1 == component.NameSpan.Start || from == component.NameSpan { // one string names both
		component.NameSpan.Start = from.Start
	}
	named := component.Resolution != inventory.Unresolved
	SetVersion(own, &component, c.Version)
	if named {
		component.PURL = purl.New(component.Type, group+"/"+artifact, component.Version)
	}
	return component
}

// PluginOf is the component of a plugin as a file uses or lists it. Its purl is that of the artifact by which Gradle finds it
// (docs.gradle.org/current/userguide/plugins.html#sec:plugin_markers).
func PluginOf(own *text.Origin, plugin *Plugin, scope inventory.Scope) inventory.Component {
	id := plugin.ID.String()
	c := inventory.Component{
		Type: purl.Maven, Kind: inventory.Plugin, Scope: scope, Direct: true,
		Name: id, NameSpan: plugin.ID.At(), Resolution: plugin.ID.Resolution(),
	}
	named := c.Resolution != inventory.Unresolved
	SetVersion(own, &c, plugin.Version)
	if named {
		c.PURL = purl.New(c.Type, id+"/"+id+".gradle.plugin", c.Version)
	}
	return c
}

// moving is a version that several fit (1.+, [1,2), latest.release), or that is still to be filled in: {version}.
var moving = lazyregexp.New(`[\[\](){}$,\s]|\+$|^latest\.`)

// SetVersion sets the version of a component, if it has one. 1.0!! is a strict version; of [1,2)!!1.5, 1.5 is preferred.
func SetVersion(own *text.Origin, c *inventory.Component, t text.Text) {
	if t = t.Compact(); len(t) == 0 {
		c.Resolution = inventory.Unresolved
		return
	}
	if exact, preferred, found := t.Cut("!!"); found {
		if t = exact; len(exact) == 0 {
			t = preferred
		}
	}
	from, written := t.From(own), t.String()
	c.VersionSpan = from.Span
	c.Resolution = text.Worse(c.Resolution, t.Resolution())
	if from.Origin != own {
		c.VersionLocation = from.Lines.Location(from.Path, from.Span)
	}
	if t.Resolution() == inventory.Unresolved || IsMoving(written) {
		c.Requirement = written
	} else {
		c.Version = written
	}
}

// IsMoving tells a requirement, which several versions fit, from a version.
func IsMoving(version string) bool { return moving.MatchString(version) }

// ScopeOf is what the name of a configuration says that its libraries are for
// (docs.gradle.org/current/userguide/java_plugin.html#sec:java_plugin_and_dependency_management and the Android plugin's).
func ScopeOf(configuration string) inventory.Scope {
	name := strings.ToLower(configuration)
	switch {
	case name == "classpath":
		return inventory.Build
	case strings.HasPrefix(name, "test"), strings.Contains(configuration, "Test"):
		return inventory.Test
	case strings.Contains(name, "developmentonly"), strings.HasPrefix(name, "debug"):
		return inventory.Development
	case strings.HasPrefix(name, "provided"):
		return inventory.Build
	case name == "optional":
		return inventory.Optional
	}
	for _, ending := range runtime {
		if strings.HasSuffix(name, ending) {
			return inventory.Runtime
		}
	}
	return inventory.Build // compileOnly, kapt, checkstyle and whatever else tools make
}

// runtime are the ends of the names of configurations that are there when the project runs.
var runtime = []string{"implementation", "api", "runtime", "runtimeonly", "compile", "runtimeclasspath", "desugaring", "archives", "default"}
