package gradlebuild

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/gradle"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// plugins reads id("x") version "1", kotlin("jvm") version "1", alias(libs.plugins.x) and apply plugin: "x". An id without
// a dot is that of a plugin of Gradle's own, or of one that the build makes.
func (p *Project) plugins(c *gradle.Call) []inventory.Component {
	var plugin *Plugin
	d := declaration{Project: p, call: c}
	inPlugins := c.Block != nil && c.Block.Is("plugins") && !c.Block.In("gradlePlugin") && !c.Set && c.Owner == nil
	switch {
	case c.Is("apply") && c.Option("plugin") != nil:
		plugin = &Plugin{ID: d.text(c.Option("plugin"))}
	case c.Is("plugin") && c.Block != nil && c.Block.Is("apply") && len(c.Args) == 1:
		plugin = &Plugin{ID: d.text(c.Args[0].Value)}
	case c.Is("apply") && len(c.Path) > 1 && (c.Path[len(c.Path)-2].Is("plugins") || c.Path[len(c.Path)-2].Is("pluginManager")) && len(c.Args) == 1:
		plugin = &Plugin{ID: d.text(c.Args[0].Value)}
	case !inPlugins || len(c.Args) == 0:
		return nil
	case c.Is("id"):
		plugin = &Plugin{ID: d.text(c.Args[0].Value)}
	case c.Is("kotlin"):
		t := d.text(c.Args[0].Value)
		plugin = &Plugin{ID: text.Text{{
			String: kotlinGroup + "." + t.String(), At: t.At(), From: t.From(&p.Model.Origin),
			Resolution: text.Worse(t.Resolution(), inventory.Variable),
		}}}
	case c.Is("alias"):
		if plugin = p.evaluate(c.Args[0].Value, c).Plugin; plugin == nil {
			plugin = &Plugin{ID: d.written(c.Args[0].Value)}
		}
	default:
		return nil
	}
	if version := p.chained(c, "version"); version != nil {
		plugin = &Plugin{plugin.ID, d.text(version)}
	}
	if id := plugin.ID.String(); !strings.Contains(id, ".") && len(plugin.Version) == 0 || id == "" || strings.ContainsAny(id, " /:") {
		return nil
	}
	scope := inventory.Build
	if c.In("pluginManagement") {
		scope = inventory.Managed
	}
	return []inventory.Component{PluginComponent(&p.Model.Origin, plugin, scope)}
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
