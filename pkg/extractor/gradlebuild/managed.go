package gradlebuild

import (
	"github.com/dna-group/techcheck/pkg/extractor/gradle/artifact"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/gradle"
)

// managed reads what names a library outside of "dependencies": what sets versions or puts one library in the place of
// another, and the programs that the protobuf plugin runs.
func (p *Project) managed(c *gradle.Call) []inventory.Component {
	d := declaration{Project: p, call: c, scope: inventory.Managed}
	switch {
	case len(c.Args) == 0:
		return nil
	case c.In(managers[c.Name().Text]), c.Is("useModule"):
		var all []inventory.Component
		for _, arg := range c.Args {
			all = append(all, d.notation(arg.Value)...)
		}
		return all
	case c.Is("using", "with") && c.Owner != nil && c.Owner.Is("substitute"):
		return d.substitute()
	case c.Is("artifact") && c.In("protobuf"):
		d.scope = inventory.Build
		return d.notation(c.Args[0].Value)
	case c.Is("entry"):
		return d.entry()
	}
	return nil
}

// managers are the methods that set versions, with the blocks that they stand in.
var managers = map[string]string{"mavenBom": "imports", "force": "resolutionStrategy", "forcedModules": "resolutionStrategy"}

// substitute reads what is put in the place of another library.
func (d *declaration) substitute() []inventory.Component {
	all := d.notation(d.call.Args[0].Value)
	for i := range all {
		if all[i].Attributes.Source == "" {
			all[i].Attributes.Source = "replace"
		}
	}
	return all
}

// entry reads a library of dependencySet(group: "g", version: "v") { entry "a" }, also of dependencySet("g:v").
func (d *declaration) entry() []inventory.Component {
	set := d.call.Block
	if set == nil || !set.Is("dependencySet") || len(set.Args) == 0 {
		return nil
	}
	c := &artifact.Coordinates{Artifact: d.text(d.call.Args[0].Value)}
	if group, version := set.Option("group"), set.Option("version"); len(group) > 0 && len(version) > 0 {
		c.Group, c.Version = d.text(group), d.text(version)
	} else {
		c.Group, c.Version, _ = d.text(set.Args[0].Value).Cut(":")
	}
	return []inventory.Component{d.component(c)}
}
