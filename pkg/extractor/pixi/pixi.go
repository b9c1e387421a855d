// Package pixi reads pixi.toml, the manifest of a workspace of pixi, with packages of Conda and of PyPI; it may also be the table
// [tool.pixi] of a pyproject.toml. Source: pixi.prefix.dev/latest/reference/pixi_manifest.
package pixi

import (
	"iter"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/conda"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// project is the file that may hold such a manifest, beside that of a Python project.
const project = "pyproject.toml"

// Extractor reads pixi.toml files, and what others have for pixi.
var Extractor = &extractor.Extractor{
	Name:      "pixi",
	Doc:       "pixi workspaces",
	Ecosystem: "Python",
	Files:     []string{"pixi.toml", project},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language, inventory.Tool},
	Match:     extractor.Base("pixi.toml", project),
	Extract:   extract,
}

func extract(f *extractor.File) {
	root, err := toml.Parse(f.Data)
	if path.Base(f.Path) != project {
		add(f, root)
		f.Broken(err, "correct it, pixi cannot read it either")
		return
	}
	manifest := root.Get("tool").Get("pixi")
	if manifest == nil {
		f.Disown()
	}
	add(f, manifest)
}

// Workspace is how many of a workspace's components its members may have with workspace = true: they come first.
type Workspace int

// add records what a manifest says.
func add(f *extractor.File, manifest *toml.Node) {
	if workspace := manifest.Get("workspace"); workspace != nil {
		for name, value := range workspace.Get("dependencies").Each() {
			addPackage(f, name, value, inventory.Managed)
		}
		f.Keep(Workspace(len(f.Components())))
	}
	for _, name := range []string{"workspace", "project"} {
		if key, version := manifest.Get(name).Lookup("requires-pixi"); version.Is(toml.String) {
			addPixi(f, key, version)
		}
	}
	addTables(f, manifest, inventory.Runtime)
	for _, set := range []string{"feature", "environments"} {
		for name, tables := range manifest.Get(set).Each() {
			addTables(f, tables, scopeOf(name.Text))
		}
	}
	addTables(f, manifest.Get("package"), inventory.Runtime)
	if backend := manifest.Get("package").Get("build").Get("backend"); backend.Get("name").Is(toml.String) {
		addPackage(f, backend.Get("name"), backend, inventory.Build)
	}
}

// addPixi records pixi itself, as the key requires-pixi names it.
func addPixi(f *extractor.File, key, version *toml.Node) {
	c := conda.Package(key.Whole().Slice(len("requires-"), len("requires-pixi")))
	c.Type, c.Kind, c.Scope, c.PURL = purl.Generic, inventory.Tool, inventory.Build, purl.New(purl.Generic, c.Name, "")
	conda.Specify(&c, version.Whole().Trim())
	f.Add(c)
}

// scopeOf is the scope of a feature or an environment, which is in use only where it is asked for.
func scopeOf(name string) inventory.Scope {
	switch strings.ToLower(name) {
	case "default":
		return inventory.Runtime
	case "test", "tests", "testing":
		return inventory.Test
	case "dev", "develop", "development", "lint", "doc", "docs":
		return inventory.Development
	case "build":
		return inventory.Build
	}
	return inventory.Optional
}

// addTables records the tables of dependencies, also those of one platform alone.
func addTables(f *extractor.File, of *toml.Node, scope inventory.Scope) {
	add := func(from *toml.Node) {
		for _, table := range []struct {
			name  string
			add   func(*extractor.File, *toml.Node, *toml.Node, inventory.Scope)
			scope inventory.Scope
		}{
			{"dependencies", addPackage, scope}, {"host-dependencies", addPackage, scope}, {"run-dependencies", addPackage, scope},
			{"build-dependencies", addPackage, inventory.Build}, {"constraints", addPackage, inventory.Managed},
			{"run-constraints", addPackage, inventory.Managed}, {"pypi-dependencies", addRequirement, scope},
		} {
			for name, value := range entries(from.Get(table.name)) {
				table.add(f, name, value, table.scope)
			}
		}
	}
	add(of)
	for _, platform := range of.Get("target").Each() {
		add(platform)
	}
}

// entries yields those of a table of dependencies, also of the tables in it for some platforms alone: "if(linux)".
func entries(table *toml.Node) iter.Seq2[*toml.Node, *toml.Node] {
	return func(yield func(*toml.Node, *toml.Node) bool) {
		for name, value := range table.Each() {
			if !strings.HasPrefix(name.Text, "if(") {
				if !yield(name, value) {
					return
				}
				continue
			}
			for name, value := range value.Each() {
				if !yield(name, value) {
					return
				}
			}
		}
	}
}

// addPackage records a package of Conda: name = "1.2.*", or name = {version = "1.2.*", …}.
func addPackage(f *extractor.File, name, value *toml.Node, scope inventory.Scope) {
	c := conda.Package(name.Whole())
	c.Scope = scope
	version := value
	switch {
	case value.Get("workspace") != nil: // its version stands in the workspace's manifest
		c.Resolution = inventory.Unresolved
	case value.Is(toml.Table):
		version = value.Get("version")
		c.Attributes.Source = pep508.Source(value)
	}
	if version.Is(toml.String) {
		conda.Specify(&c, version.Whole().Trim())
	}
	conda.From(&c, value.Get("channel").Whole().String())
	addNamed(f, name, c)
}

// addRequirement records a package of PyPI.
func addRequirement(f *extractor.File, name, value *toml.Node, scope inventory.Scope) {
	for _, c := range pep508.Entry(name, value) {
		c.Scope = scope
		if index := c.Attributes.Registry; index != "" {
			indexes := pep508.Indexes{}
			indexes.Set(index, index, false)
			indexes.Locate(&c)
		}
		addNamed(f, name, c)
	}
}

// addNamed records a component, unless its name is none.
func addNamed(f *extractor.File, name *toml.Node, c inventory.Component) {
	if c.PURL == "" {
		f.Problem(name.Span, "%q is no name of a package; correct or remove this entry", name.Text)
		return
	}
	f.Add(c)
}
