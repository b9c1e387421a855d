// Package pyproject reads pyproject.toml, in which Python projects declare what they depend on: in its standard tables and
// in those of Poetry, PDM, Hatch and uv. Sources: packaging.python.org/specifications/pyproject-toml (PEP 518, 621),
// packaging.python.org/specifications/dependency-groups (PEP 735), python-poetry.org/docs/pyproject,
// pdm-project.org/en/latest/reference/pep621, hatch.pypa.io/latest/config/environment, docs.astral.sh/uv/reference/settings.
package pyproject

import (
	"cmp"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Extractor reads pyproject.toml files, and keeps Includes.
var Extractor = &extractor.Extractor{
	Name:      "pyproject",
	Doc:       "Python projects, also of Poetry, PDM, Hatch and uv",
	Ecosystem: "Python",
	Files:     []string{"pyproject.toml"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language},
	Match:     extractor.Base("pyproject.toml"),
	Extract:   extract,
}

func extract(f *extractor.File) {
	root, err := toml.Parse(f.Data)
	tool := root.Get("tool")
	r := &reader{
		file:       f,
		self:       library(root.Get("project").Get("name").Whole().String()),
		sources:    sources(tool.Get("poetry").Get("dependencies"), tool.Get("uv").Get("sources")),
		indexes:    indexes(tool),
		inclusions: inclusions(tool.Get("pdm")),
	}
	r.list("build-system.requires", root.Get("build-system").Get("requires"), inventory.Build)
	r.project(root.Get("project"))
	r.groups("dependency-groups", root.Get("dependency-groups"))
	r.poetry(tool.Get("poetry"))
	r.groups("tool.pdm.dev-dependencies", tool.Get("pdm").Get("dev-dependencies"))
	r.hatch(tool.Get("hatch"))
	r.uv(tool.Get("uv"))
	f.Keep(includes(path.Dir(f.Path), tool.Get("setuptools").Get("dynamic")))
	f.Broken(err, "correct it, pip cannot read it either")
}

// Includes are the paths of files of requirements that a project has instead of lists: [tool.setuptools.dynamic] names them.
type Includes []string

func includes(folder string, dynamic *toml.Node) Includes {
	lists := []*toml.Node{dynamic.Get("dependencies")}
	for _, list := range dynamic.Get("optional-dependencies").Each() {
		lists = append(lists, list)
	}
	var all Includes
	for _, list := range lists {
		for _, file := range list.Get("file").Items() {
			if file.Is(toml.String) {
				all = append(all, path.Join(folder, file.Text))
			}
		}
	}
	return all
}

// reader reads one file.
type reader struct {
	file       *extractor.File
	self       string                          // the purl of the project itself
	sources    map[string]inventory.Attributes // of purls, where a table says that they come from
	indexes    pep508.Indexes
	inclusions []inclusion
	declared   map[string]bool // purls of [project]'s dependencies
}

func sources(tables ...*toml.Node) map[string]inventory.Attributes {
	all := map[string]inventory.Attributes{}
	for _, table := range tables {
		for name, entry := range table.Each() {
			all[library(name.Text)] = inventory.Attributes{Source: pep508.Source(entry), Registry: pep508.Index(entry)}
		}
	}
	return all
}

func library(name string) string { return purl.New(purl.PyPI, name, "") }

func (r *reader) project(project *toml.Node) {
	for key, value := range project.Each() {
		if key.Text == "requires-python" && value.Is(toml.String) {
			name := key.Whole().Slice(len("requires-"), len("requires-python"))
			r.file.Add(pep508.LanguageText(name, value.Whole()))
		}
	}
	dependencies := project.Get("dependencies")
	r.list("project.dependencies", dependencies, inventory.Runtime)
	r.declared = map[string]bool{}
	for _, c := range r.file.Components() {
		if c.Scope == inventory.Runtime {
			r.declared[library(c.Name)] = true
		}
	}
	for extra, list := range project.Get("optional-dependencies").Each() {
		r.list("project.optional-dependencies."+extra.Text, list, inventory.Optional)
	}
}

// groups reads a table of lists: PEP 735's, and PDM's.
func (r *reader) groups(path string, groups *toml.Node) {
	for name, list := range groups.Each() {
		r.list(path+"."+name.Text, list, pep508.GroupScope(name.Text))
	}
}

// list reads a list of requirements. {include-group = "x"} repeats those of another group, which are read there.
func (r *reader) list(path string, list *toml.Node, scope inventory.Scope) {
	if list != nil && !list.Is(toml.Array) {
		r.file.Problem(list.Span, `%s is no list of requirements; write it as ["name>=1.2"]`, path)
		return
	}
	for _, element := range list.Items() {
		switch {
		case element.Is(toml.String):
			r.requirement(element.Whole(), scope)
		case !element.Is(toml.Table):
			r.file.Problem(element.Span, `an element of %s is no requirement; write it as "name>=1.2"`, path)
		}
	}
}

func (r *reader) requirement(t toml.Text, scope inventory.Scope) {
	c, found := component(t)
	if !found {
		r.file.Problem(t.Span(), `%q is no requirement; write it as "name>=1.2"`, t)
		return
	}
	r.add(c, scope)
}

// component reads a requirement, or PDM's -e URL#egg=name.
func component(t toml.Text) (inventory.Component, bool) {
	if editable, found := strings.CutPrefix(t.String(), "-e "); found {
		t = t.Slice(t.Len()-len(editable), t.Len()).Trim()
	}
	return pep508.Read(t.String(), t.Part)
}

// add records a component with its scope, unless the entry says another one, and with where it comes from.
func (r *reader) add(c inventory.Component, scope inventory.Scope) {
	if c.Scope == "" {
		c.Scope = scope
	}
	from := r.sources[c.Package()]
	switch {
	case r.self != "" && c.Package() == r.self: // one of its own extras: name[test]
		c.Attributes.Source = "."
	case c.Attributes.Source == "":
		c.Attributes.Source = from.Source
		c.Attributes.Registry = cmp.Or(c.Attributes.Registry, from.Registry, r.included(c.Name))
		r.indexes.Locate(&c)
	}
	r.file.Add(c)
}
