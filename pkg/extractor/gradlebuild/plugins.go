package gradlebuild

import (
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor/gradle/artifact"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/gradle"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
)

// plugins reads id("x") version "1", kotlin("jvm") version "1", alias(libs.plugins.x) and apply plugin: "x". An id without
// a dot is that of a plugin of Gradle's own, or of one that the build makes.
func (p *Project) plugins(c *gradle.Call) []inventory.Component {
	d := declaration{Project: p, call: c}
	plugin := d.applied()
	if plugin == nil && isListed(c) {
		plugin = d.plugin()
	}
	if plugin == nil {
		return nil
	}
	if version := p.chained(c, "version"); version != nil {
		plugin = &artifact.Plugin{ID: plugin.ID, Version: d.text(version)}
	}
	switch id := plugin.ID.String(); {
	case id == "", strings.ContainsAny(id, " /:"), !strings.Contains(id, ".") && len(plugin.Version) == 0:
		return nil
	}
	scope := inventory.Build
	if c.In("pluginManagement") {
		scope = inventory.Managed
	}
	return []inventory.Component{artifact.PluginOf(&p.Model.Origin, plugin, scope)}
}

// isListed tells a call that stands in "plugins", but not in that of gradlePlugin, which makes some.
func isListed(c *gradle.Call) bool {
	return len(c.Args) > 0 && !c.Set && c.Owner == nil && c.Block != nil && c.Block.Is("plugins") && !c.Block.In("gradlePlugin")
}

// plugin reads what stands in "plugins".
func (d *declaration) plugin() *artifact.Plugin {
	value := d.call.Args[0].Value
	switch d.call.Name().Text {
	case "id":
		return &artifact.Plugin{ID: d.text(value)}
	case "kotlin":
		t := d.text(value)
		return &artifact.Plugin{ID: d.instead(t, kotlinGroup+"."+t.String())}
	case "alias":
		if plugin := d.evaluate(value, d.call).Plugin; plugin != nil {
			return plugin
		}
		return &artifact.Plugin{ID: d.written(value)}
	}
	return nil
}

// applied reads apply plugin: "x", apply { plugin("x") } and plugins.apply("x"); nil if the call is none of these.
func (d *declaration) applied() *artifact.Plugin {
	c := d.call
	if id := c.Option("plugin"); c.Is("apply") && id != nil {
		return &artifact.Plugin{ID: d.text(id)}
	}
	inBlock := c.Is("plugin") && c.Block != nil && c.Block.Is("apply")
	byManager := c.Is("apply") && len(c.Path) > 1 && slices.Contains([]string{"plugins", "pluginManager"}, c.Path[len(c.Path)-2].Text)
	if (inBlock || byManager) && len(c.Args) == 1 {
		return &artifact.Plugin{ID: d.text(c.Args[0].Value)}
	}
	return nil
}

// chained gives the argument of a method with which a call goes on: id("x") version "1".
func (p *Project) chained(c *gradle.Call, name string) []lex.Token {
	for range 5 {
		next := p.Model.follow[c]
		if len(next) == 0 {
			return nil
		}
		c = next[0]
		if c.Is(name) && len(c.Args) == 1 {
			return c.Args[0].Value
		}
	}
	return nil
}

// Made are the ids of the plugins that the script makes: gradlePlugin { plugins { create("x") { id = "x" } } }.
func (p *Project) Made() []string {
	var ids []string
	for _, c := range p.Model.calls {
		if c.Is("id") && c.In("gradlePlugin") && len(c.Args) == 1 {
			if id := p.evaluate(c.Args[0].Value, c).Text; id != nil {
				ids = append(ids, id.String())
			}
		}
	}
	return ids
}
