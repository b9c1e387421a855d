package gradlebuild

import (
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/gradle"
)

// managed reads what names a library outside of "dependencies": what sets versions or puts one library in the place of
// another, and the programs that the protobuf plugin runs.
func (p *Project) managed(c *gradle.Call) []inventory.Component {
	d := declaration{Project: p, call: c, scope: inventory.Managed}
	var all []inventory.Component
	switch {
	case len(c.Args) == 0:
	case c.Is("mavenBom") && c.In("imports"), c.Is("force") && c.In("resolutionStrategy"), c.Is("useModule"),
		c.Is("forcedModules") && c.Set:
		for _, arg := range c.Args {
			all = append(all, d.notation(arg.Value)...)
		}
	case (c.Is("using") || c.Is("with")) && c.Owner != nil && c.Owner.Is("substitute"): // the last of its kind is not a project
		all = d.notation(c.Args[0].Value)
		for i := range all {
			if all[i].Attributes.Source == "" {
				all[i].Attributes.Source = "replace"
			}
		}
	case c.Is("artifact") && c.Set && c.In("protobuf"), c.Is("artifact") && c.In("protobuf"):
		d.scope = inventory.Build
		all = d.notation(c.Args[0].Value)
	case c.Is("entry") && c.Block != nil && c.Block.Is("dependencySet"):
		set := &gradle.Call{Args: c.Block.Args}
		group, version := set.Option("group"), set.Option("version")
		if t := d.text(c.Args[0].Value); len(group) > 0 && len(version) > 0 && t != nil {
			all = append(all, d.component(&Coordinates{d.text(group), t, d.text(version)}))
		}
	}
	return all
}
