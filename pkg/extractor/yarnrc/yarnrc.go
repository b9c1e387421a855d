// Package yarnrc reads .yarnrc.yml: the catalogs of a Yarn workspace, the registries of its scopes, and the release of Yarn
// that it holds.
// Source: yarnpkg.com/configuration/yarnrc and yarnpkg.com/features/catalogs.
package yarnrc

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/npm/spec"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
	"github.com/dna-group/techcheck/pkg/toolchain"
)

// Extractor reads .yarnrc.yml files, and keeps Settings.
var Extractor = &extractor.Extractor{
	Name:      "yarnrc",
	Doc:       "Yarn workspaces: catalogs, Yarn's release",
	Ecosystem: "npm",
	Files:     []string{".yarnrc.yml"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Tool},
	Match:     extractor.Base(".yarnrc.yml"),
	Extract:   extract,
}

// Settings are what others need to know of a file.
type Settings struct {
	Catalogs   spec.Catalogs
	Registries spec.Registries
}

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	root := documents.First()
	f.Keep(&Settings{spec.AddCatalogs(f, root), registries(root)})
	addRelease(f, root.Get("yarnPath").Whole())
	f.Broken(err, "correct it, Yarn cannot read it either")
}

func registries(root *yaml.Node) spec.Registries {
	all := spec.Registries{}
	all.Add(spec.AnyScope, root.Get("npmRegistryServer"))
	for scope, settings := range root.Get("npmScopes").Each() {
		all.Add("@"+scope.Text, settings.Get("npmRegistryServer"))
	}
	return all
}

// release is how yarn set version names what it downloads: .yarn/releases/yarn-4.1.0.cjs.
var release = lazyregexp.New(`(?:^|/)(yarn)-(\d[^/]*?)\.c?js$`)

// addRelease adds Yarn itself, if its release says its version.
func addRelease(f *extractor.File, path yaml.Text) {
	m := release.FindStringSubmatchIndex(path.String())
	if m == nil {
		return
	}
	version := path.Slice(m[4], m[5])
	c := toolchain.Named("yarn").Component(version.String(), version.Part)
	c.Name, c.NameSpan, c.Scope = "yarn", path.Slice(m[2], m[3]).Span(), inventory.Build
	f.Add(c)
}
