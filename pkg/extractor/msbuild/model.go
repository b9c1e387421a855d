package msbuild

import (
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/xml"
)

// Model is what one file says.
type Model struct {
	Path    string
	Imports []string // paths as written, with the folder of this file for its property

	lines      *inventory.Lines
	properties map[string]*property // by name in lower case
	items      []*item
	versions   map[string]*item // of items that say the version of others, by name in lower case
	frameworks []xml.Text
	images     []xml.Text
}

// property is what a property is set to. One under a condition is taken where there is no other.
type property struct {
	text        xml.Text
	conditional bool
}

// item is a package or an SDK that the file names.
type item struct {
	kind     inventory.Kind
	scope    inventory.Scope
	name     xml.Text
	version  xml.Text
	optional bool // it may lack a version for good: an SDK that comes with .NET
}

// reader reads one file.
type reader struct {
	file    *extractor.File
	model   *Model
	byName  map[string][]*item // what is included, by key
	changed map[string]change  // by updates, by key
}

// change is the last version that an Update says, for so many items before it.
type change struct {
	version xml.Text
	before  int
}

// maxImports is how many imports of a file are followed.
const maxImports = 50

func read(f *extractor.File, root *xml.Element) *Model {
	r := &reader{f, &Model{
		Path: f.Path, lines: f.Lines(), properties: map[string]*property{}, versions: map[string]*item{},
	}, map[string][]*item{}, map[string]change{}}
	r.sdks(metadata(root, "Sdk"), xml.Text{})
	for e := range root.All() {
		switch {
		case is(e.Parent, "PropertyGroup"):
			r.property(e)
		case is(e.Parent, "ItemGroup"):
			r.item(e)
		case is(e, "Sdk") && e.Parent == root:
			r.sdks(metadata(e, "Name"), metadata(e, "Version"))
		case is(e, "Import"):
			r.sdks(metadata(e, "Sdk"), metadata(e, "Version"))
			if len(r.model.Imports) < maxImports {
				r.model.Imports = append(r.model.Imports, metadata(e, "Project").String())
			}
		}
	}
	for k, change := range r.changed {
		for _, included := range r.byName[k][:change.before] {
			included.version = change.version
		}
	}
	return r.model
}

// is compares names as MSBuild does, which tells no upper from lower case.
func is(e *xml.Element, name string) bool { return e != nil && strings.EqualFold(e.Name, name) }

// metadata is an item's attribute or the text of its child; no text if it has neither.
func metadata(e *xml.Element, name string) xml.Text {
	for _, a := range e.Attributes {
		if strings.EqualFold(a.Name, name) {
			return a.Value
		}
	}
	for _, child := range e.Children {
		if is(child, name) {
			return child.Text()
		}
	}
	return xml.Text{}
}

// conditional tells whether the element may have no effect.
func conditional(e *xml.Element) bool {
	for ; e != nil; e = e.Parent {
		if is(e, "When") || is(e, "Otherwise") || is(e, "Target") {
			return true
		}
		for _, a := range e.Attributes {
			if strings.EqualFold(a.Name, "Condition") && a.Value.Len() > 0 {
				return true
			}
		}
	}
	return false
}

func (r *reader) property(e *xml.Element) {
	name := strings.ToLower(e.Name)
	set := &property{e.Text(), conditional(e)}
	if r.model.properties[name] == nil || !set.conditional {
		r.model.properties[name] = set
	}
	switch name {
	case "targetframework", "targetframeworks", "targetframeworkversion":
		r.model.frameworks = append(r.model.frameworks, set.text)
	case "containerbaseimage":
		r.model.images = append(r.model.images, set.text)
	}
}

// sdks reads "Microsoft.NET.Sdk; Other/1.0". An SDK that is imported twice, for its properties and its targets, is one.
func (r *reader) sdks(names, version xml.Text) {
	for _, name := range names.Split(";") {
		name, own, found := name.Cut("/")
		if !found {
			own = version
		}
		if name = name.Trim(); name.Len() > 0 && r.byName[key("sdk", name)] == nil {
			r.include("sdk", &item{inventory.Plugin, inventory.Build, name, own.Trim(), true})
		}
	}
}

// scopes are the scopes of the items that name packages.
var scopes = map[string]inventory.Scope{
	"packagereference":       inventory.Runtime,
	"frameworkreference":     inventory.Runtime,
	"globalpackagereference": inventory.Development,
	"packageversion":         inventory.Managed,
	"packagedownload":        inventory.Build,
	"dotnetclitoolreference": inventory.Build,
}

func (r *reader) item(e *xml.Element) {
	typ := strings.ToLower(e.Name)
	scope, known := scopes[typ]
	if !known {
		return
	}
	version := metadata(e, "VersionOverride")
	if version.Len() == 0 {
		version = metadata(e, "Version")
	}
	if scope == inventory.Runtime && slices.ContainsFunc(metadata(e, "PrivateAssets").Split(";"), isAll) {
		scope = inventory.Development
	}
	kind := inventory.Library
	if typ == "dotnetclitoolreference" {
		kind = inventory.Tool
	}
	optional := typ == "frameworkreference"
	for _, name := range names(e, "Include") {
		r.include(typ, &item{kind, scope, name, version, optional})
	}
	for _, name := range names(e, "Update") {
		r.update(typ, &item{kind, scope, name, version, optional}, conditional(e))
	}
	if !conditional(e) {
		for _, name := range names(e, "Remove") {
			r.remove(typ, name)
		}
	}
}

func isAll(t xml.Text) bool { return strings.EqualFold(t.String(), "all") }

// names are those of a list, "A;B". Lists of other items, @(A), and globs name nothing.
func names(e *xml.Element, attribute string) []xml.Text {
	return slices.DeleteFunc(metadata(e, attribute).Split(";"), func(name xml.Text) bool {
		return strings.ContainsAny(name.String(), "@*%")
	})
}

func key(typ string, name xml.Text) string { return typ + ":" + strings.ToLower(name.String()) }

func (r *reader) include(typ string, i *item) {
	r.model.items = append(r.model.items, i)
	k := key(typ, i.name)
	r.byName[k] = append(r.byName[k], i)
	if i.scope == inventory.Managed {
		r.manage(i)
	}
}

// update changes what is included before; under a condition, it is one more use. What the file does not include itself, a
// project has from the files around it, and those files say the version of what projects include.
func (r *reader) update(typ string, i *item, conditional bool) {
	k := key(typ, i.name)
	if before := len(r.byName[k]); before > 0 && !conditional {
		if i.version.Len() > 0 {
			r.changed[k] = change{i.version, before}
		}
		return
	}
	if slices.Contains(imported, extension(r.model.Path)) {
		i.scope = inventory.Managed
		r.manage(i)
	}
	r.model.items = append(r.model.items, i)
}

func (r *reader) remove(typ string, name xml.Text) {
	k := key(typ, name)
	for _, removed := range r.byName[k] {
		removed.name = xml.Text{}
	}
	delete(r.byName, k)
	delete(r.changed, k)
}

func (r *reader) manage(i *item) {
	name := strings.ToLower(i.name.String())
	if r.model.versions[name] == nil && i.version.Len() > 0 {
		r.model.versions[name] = i
	}
}
