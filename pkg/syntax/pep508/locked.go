package pep508

import (
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Locked is the package that an entry of a lock file resolves to: {name = …, version = …}. It is false without a name.
func Locked(entry *toml.Node) (inventory.Component, bool) {
	name, version := entry.Get("name"), entry.Get("version")
	if !name.Is(toml.String) {
		return inventory.Component{}, false
	}
	c := Library(name.Text, name.Content())
	c.Scope, c.Direct, c.Resolution = inventory.Runtime, false, inventory.Lockfile
	if version.Is(toml.String) && version.Text != "" {
		c.Version, c.VersionSpan = version.Text, version.Content()
		c.PURL = purl.New(purl.PyPI, c.Name, c.Version)
	}
	return c, wholeName.MatchString(name.Text)
}

// GroupsScope is the scope of what several groups need: the one that reaches furthest. Without groups it is Runtime.
func GroupsScope(groups *toml.Node) inventory.Scope {
	if len(groups.Items()) == 0 {
		return inventory.Runtime
	}
	scope := inventory.Test
	for _, group := range groups.Items() {
		switch GroupScope(group.Text) {
		case inventory.Runtime:
			return inventory.Runtime
		case inventory.Development:
			scope = inventory.Development
		}
	}
	return scope
}
