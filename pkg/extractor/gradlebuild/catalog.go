package gradlebuild

import (
	"maps"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor/gradle/artifact"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/gradle"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// catalogOf is the name of the catalog that a call in versionCatalogs { create("libs") { … } } or { libs { … } } is about.
func (p *Project) catalogOf(c *gradle.Call) string {
	for block := range c.Blocks() {
		if block.Block == nil || !block.Block.Is("versionCatalogs") {
			continue
		}
		if block.Is("create", "register", "named", "maybeCreate") && len(block.Args) > 0 {
			return p.evaluate(block.Args[0].Value, block).Text.String()
		}
		return block.Name().Text
	}
	return ""
}

// CatalogFiles are the files that the script takes catalogs from, by their names, relative to its folder.
func (p *Project) CatalogFiles() map[string]string {
	if p.catalogFiles != nil {
		return p.catalogFiles
	}
	all := map[string]string{}
	p.catalogFiles = all
	for _, c := range p.Model.calls {
		if name := p.catalogOf(c); name != "" && c.Is("from") && len(c.Args) == 1 {
			for _, file := range p.evaluate(c.Args[0].Value, c).List {
				all[name] = file.Text.String()
			}
		}
	}
	return all
}

// Listed is what the script itself lists in catalogs: libraries, versions, bundles and plugins by catalog.path.
func (p *Project) Listed() map[string]artifact.Value {
	if p.listed != nil {
		return p.listed
	}
	all := map[string]artifact.Value{}
	p.listed = all
	for _, kind := range []string{"version", "library", "plugin", "bundle"} { // each refers to those before
		for _, c := range p.Model.calls {
			if catalog := p.catalogOf(c); catalog != "" && c.Is(kind) && c.Owner == nil && len(c.Args) > 1 {
				p.list(c, catalog, all)
			}
		}
	}
	return all
}

// list reads library("alias", "g:a:v"), library("alias", "g", "a").versionRef("alias"), plugin("alias", "id").version("1"),
// version("alias", "1") and bundle("alias", listOf("alias")).
func (p *Project) list(c *gradle.Call, catalog string, all map[string]artifact.Value) {
	alias := artifact.Accessor(p.evaluate(c.Args[0].Value, c).Text.String())
	value := p.evaluate(c.Args[1].Value, c)
	switch c.Name().Text {
	case "version":
		all[catalog+".versions."+alias] = value.Variable(&p.Model.Origin, inventory.Variable)
	case "library":
		if library := p.libraryOf(c, catalog, value.Text, all); library != nil {
			all[catalog+"."+alias] = artifact.Value{Library: library}
		}
	case "plugin":
		if value.Text != nil {
			all[catalog+".plugins."+alias] = artifact.Value{Plugin: &artifact.Plugin{ID: value.Text, Version: p.listedVersion(c, catalog, all)}}
		}
	case "bundle":
		var bundle []artifact.Value
		for _, item := range value.List {
			if v := all[catalog+"."+artifact.Accessor(item.Text.String())]; v.Library != nil {
				bundle = append(bundle, v)
			}
		}
		all[catalog+".bundles."+alias] = artifact.ListOf(bundle)
	}
}

// libraryOf is the library that a call lists, nil if it is none.
func (p *Project) libraryOf(c *gradle.Call, catalog string, t text.Text, all map[string]artifact.Value) *artifact.Coordinates {
	if len(c.Args) == 2 {
		return artifact.Parse(t)
	}
	module := p.evaluate(c.Args[2].Value, c).Text
	if t == nil || module == nil {
		return nil
	}
	return &artifact.Coordinates{Group: t, Artifact: module, Version: p.listedVersion(c, catalog, all)}
}

// listedVersion is the version with which the call goes on.
func (p *Project) listedVersion(c *gradle.Call, catalog string, all map[string]artifact.Value) text.Text {
	if ref := p.chained(c, "versionRef"); ref != nil {
		return all[catalog+".versions."+artifact.Accessor(p.evaluate(ref, c).Text.String())].Text
	}
	return p.evaluate(p.chained(c, "version"), c).Text
}

// catalogs are the components of what the script lists in catalogs.
func (p *Project) catalogs() []inventory.Component {
	var all []inventory.Component
	listed := p.Listed()
	for _, name := range slices.Sorted(maps.Keys(listed)) {
		switch v := listed[name]; {
		case v.Library != nil:
			all = append(all, artifact.LibraryOf(&p.Model.Origin, v.Library, inventory.Managed))
		case v.Plugin != nil && strings.Contains(name, ".plugins."):
			all = append(all, artifact.PluginOf(&p.Model.Origin, v.Plugin, inventory.Managed))
		}
	}
	return all
}
