// Package gradlecatalog reads Gradle's version catalogs: the libraries and plugins that the scripts of a build name by
// aliases. What a catalog lists is managed: it is used where a script names it, which pkg/extractor/gradle finds.
// Source: docs.gradle.org/current/userguide/version_catalogs.html.
package gradlecatalog

import (
	"errors"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/gradle/artifact"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/text"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Extractor reads *.versions.toml files, and keeps a Catalog.
var Extractor = &extractor.Extractor{
	Name:      "gradlecatalog",
	Doc:       "Gradle version catalogs",
	Ecosystem: "Gradle",
	Files:     []string{"*.versions.toml"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Plugin},
	Match:     extractor.Ending(func(name string) bool { return strings.HasSuffix(name, ".versions.toml") }, ".toml"),
	Extract:   extract,
}

// Catalog is what the aliases mean, by the path that a script writes: foo.bar, versions.foo, bundles.foo, plugins.foo.
type Catalog map[string]artifact.Value

// reader reads one catalog.
type reader struct {
	file     *extractor.File
	origin   *text.Origin
	versions map[string]text.Text // by the accessors of their aliases
	catalog  Catalog
}

func extract(f *extractor.File) {
	root, err := toml.Parse(f.Data)
	r := &reader{f, &text.Origin{Path: f.Path, Lines: f.Lines()}, map[string]text.Text{}, Catalog{}}
	for alias, version := range root.Get("versions").Each() {
		if t := r.version(version); t != nil {
			name := artifact.Accessor(alias.Text)
			r.versions[name] = t
			r.catalog["versions."+name] = artifact.Value{Text: t}.Inherited()
		}
	}
	for alias, entry := range root.Get("libraries").Each() {
		r.library(alias, entry)
	}
	for alias, entry := range root.Get("plugins").Each() {
		r.plugin(alias, entry)
	}
	for alias, entry := range root.Get("bundles").Each() {
		var bundle []artifact.Value
		for _, item := range entry.Items() {
			if v := r.catalog[artifact.Accessor(item.Text)]; v.Library != nil {
				bundle = append(bundle, v)
			}
		}
		r.catalog["bundles."+artifact.Accessor(alias.Text)] = artifact.ListOf(bundle)
	}
	f.Keep(r.catalog)
	if broken, ok := errors.AsType[*toml.Error](err); ok {
		f.Fail(inventory.Span{Start: broken.Offset, End: broken.Offset}, "nothing from here on is read: %v; correct it, Gradle cannot read it either", broken)
	}
}

// text is a string of the catalog, nil if there is none.
func (r *reader) text(t toml.Text) text.Text {
	if t.Len() == 0 {
		return nil
	}
	return text.Written(r.origin, t.String(), t.Span(), inventory.Literal)
}

// version reads "1.0", {ref = "alias"} and rich versions: strictly counts before require before prefer.
func (r *reader) version(n *toml.Node) text.Text {
	if !n.Is(toml.Table) {
		return r.text(n.Whole().Trim())
	}
	if ref := n.Get("ref"); ref != nil {
		version := r.versions[artifact.Accessor(ref.Text)]
		if version == nil {
			r.file.Problem(ref.Span, "no version of this catalog has the alias %q; add it to [versions]", ref.Text)
		}
		return version.With(inventory.Variable)
	}
	for _, key := range []string{"strictly", "require", "prefer"} {
		if t := r.text(n.Get(key).Whole().Trim()); t != nil {
			return t
		}
	}
	return nil
}

// library reads "group:artifact:version", {module = "group:artifact", version = …} and {group, name, version}.
func (r *reader) library(alias, entry *toml.Node) {
	var c *artifact.Coordinates
	switch {
	case entry.Is(toml.String):
		c = artifact.Parse(r.text(entry.Whole()))
	case entry.Get("module") != nil:
		c = artifact.Parse(r.text(entry.Get("module").Whole().Trim()))
	default:
		group, module := r.text(entry.Get("group").Whole().Trim()), r.text(entry.Get("name").Whole().Trim())
		if group != nil && module != nil {
			c = &artifact.Coordinates{Group: group, Artifact: module}
		}
	}
	if c == nil {
		r.file.Problem(alias.Span, `%q names no library; give it a module = "group:artifact"`, alias.Text)
		return
	}
	if version := entry.Get("version"); version != nil {
		c.Version = r.version(version)
	}
	r.catalog[artifact.Accessor(alias.Text)] = artifact.Value{Library: c}.Inherited()
	r.file.Add(artifact.LibraryOf(r.origin, c, inventory.Managed))
}

// plugin reads "id:version" and {id = "id", version = …}.
func (r *reader) plugin(alias, entry *toml.Node) {
	id, version := r.text(entry.Get("id").Whole().Trim()), text.Text(nil)
	if entry.Is(toml.String) {
		id, version, _ = r.text(entry.Whole()).Cut(":")
	} else if n := entry.Get("version"); n != nil {
		version = r.version(n)
	}
	if len(id) == 0 {
		r.file.Problem(alias.Span, `%q names no plugin; give it an id = "…"`, alias.Text)
		return
	}
	p := &artifact.Plugin{ID: id, Version: version}
	r.catalog["plugins."+artifact.Accessor(alias.Text)] = artifact.Value{Plugin: p}.Inherited()
	r.file.Add(artifact.PluginOf(r.origin, p, inventory.Managed))
}
