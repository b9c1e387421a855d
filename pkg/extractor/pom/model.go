package pom

import (
	"cmp"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/xml"
)

// Model is what one pom says.
type Model struct {
	Path         string
	Parent       *Parent // nil if it names none
	lines        *inventory.Lines
	own          coordinates
	properties   map[string]xml.Text
	declarations []*declaration
	managed      map[string]*declaration // by declaration.key
	variable     []*declaration          // of what manages, those whose names hold variables
	imports      []*declaration          // bills of materials, whose management is this pom's too
	java         *language
}

// Parent is how a pom names the one that it inherits from.
type Parent struct {
	coordinates
	RelativePath string // of its file or folder; "" for nowhere in particular
}

type coordinates struct{ group, artifact, version xml.Text }

// Name is the project's group:artifact.
func (m *Model) Name() string {
	group := m.own.group.String()
	if m.Parent != nil {
		group = cmp.Or(group, m.Parent.group.String())
	}
	return group + ":" + m.own.artifact.String()
}

// Name is the parent's group:artifact.
func (p *Parent) Name() string { return p.group.String() + ":" + p.artifact.String() }

// reader reads one pom.
type reader struct {
	file  *extractor.File
	model *Model
}

func read(f *extractor.File, root *xml.Element) *Model {
	r := &reader{f, &Model{
		Path: f.Path, lines: f.Lines(), own: coordinatesOf(root),
		properties: map[string]xml.Text{}, managed: map[string]*declaration{},
	}}
	for profile := range root.Child("profiles").Each("profile") {
		r.properties(profile) // the project's own replace them
	}
	r.properties(root)
	r.parent(root.Child("parent"))
	for e := range root.All() {
		r.element(e)
	}
	r.model.java = languageOf(root)
	return r.model
}

func coordinatesOf(e *xml.Element) coordinates {
	return coordinates{e.Child("groupId").Text(), e.Child("artifactId").Text(), e.Child("version").Text()}
}

func (r *reader) properties(e *xml.Element) {
	if e = e.Child("properties"); e == nil {
		return
	}
	for _, property := range e.Children {
		r.model.properties[property.Name] = property.Text()
	}
}

func (r *reader) parent(e *xml.Element) {
	if e == nil {
		return
	}
	r.model.Parent = &Parent{coordinatesOf(e), "../pom.xml"}
	if relative := e.Child("relativePath"); relative != nil {
		r.model.Parent.RelativePath = relative.Text().String()
	}
	r.declare(e, &declaration{kind: inventory.Library, scope: inventory.Build, parent: true})
}

// element reads what names an artifact, wherever it stands.
func (r *reader) element(e *xml.Element) {
	switch e.Name {
	case "dependency":
		r.dependency(e)
	case "plugin":
		if e.In("plugins") {
			r.plugin(e)
		}
	case "extension":
		if e.In("extensions") {
			r.declare(e, &declaration{kind: inventory.Plugin, scope: inventory.Build})
		}
	case "path", "annotationProcessorPath":
		if e.In("annotationProcessorPaths") {
			r.declare(e, &declaration{kind: inventory.Library, scope: inventory.Build})
		}
	}
}

func (r *reader) dependency(e *xml.Element) {
	d := &declaration{kind: inventory.Library}
	switch {
	case e.In("dependencyManagement", "dependencies"), within(e, "pluginManagement"):
		d.scope = inventory.Managed
	case e.In("plugin", "dependencies"):
		d.scope = inventory.Build
	case within(e, "configuration"): // of a plugin, as its authors like
		if e.Child("groupId") == nil || e.Child("artifactId") == nil {
			return
		}
		d.scope = inventory.Build
	default:
		d.optional = e.Child("optional").Text().String() == "true"
		d.source = e.Child("systemPath").Text().String()
	}
	d.typ = cmp.Or(e.Child("type").Text().String(), "jar")
	d.classifier = e.Child("classifier").Text().String()
	d.mavenScope = e.Child("scope").Text().String()
	if !r.declare(e, d) || !e.In("dependencyManagement", "dependencies") {
		return
	}
	if d.mavenScope == "import" {
		r.model.imports = append(r.model.imports, d)
		return
	}
	r.model.manage(d)
}

// defaultGroup is that of a plugin without one.
const defaultGroup = "org.apache.maven.plugins"

func (r *reader) plugin(e *xml.Element) {
	d := &declaration{kind: inventory.Plugin, scope: inventory.Build}
	if e.In("pluginManagement", "plugins") {
		d.scope = inventory.Managed
	}
	if r.declare(e, d) && d.scope == inventory.Managed {
		r.model.manage(d)
	}
}

// manage keeps the first of several: those of profiles stand last as a rule.
func (m *Model) manage(d *declaration) {
	group := d.group.String()
	if d.noGroup {
		group = defaultGroup
	}
	name := group + ":" + d.artifact.String()
	if strings.Contains(name, "${") {
		m.variable = append(m.variable, d)
	} else if key := d.key(name); m.managed[key] == nil {
		m.managed[key] = d
	}
}

// declare completes a declaration; it tells whether it names an artifact.
func (r *reader) declare(e *xml.Element, d *declaration) bool {
	d.coordinates = coordinatesOf(e)
	switch {
	case d.artifact.Len() == 0:
		r.file.Problem(e.Span, "this %s has no artifactId, without which Maven reads nothing; add one", e.Name)
		return false
	case d.group.Len() == 0 && d.kind == inventory.Plugin && e.Name == "plugin":
		d.noGroup = true
	case d.group.Len() == 0:
		r.file.Problem(e.Span, "this %s has no groupId, without which Maven reads nothing; add one", e.Name)
		return false
	}
	r.model.declarations = append(r.model.declarations, d)
	return true
}

func within(e *xml.Element, name string) bool {
	for e = e.Parent; e != nil; e = e.Parent {
		if e.Name == name {
			return true
		}
	}
	return false
}
