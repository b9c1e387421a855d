// Package pubspec reads pubspec.yaml, the manifest of a Dart or Flutter package, and pubspec_overrides.yaml beside it.
// Sources: dart.dev/tools/pub/pubspec, dart.dev/tools/pub/dependencies and, for workspaces, dart.dev/tools/pub/workspaces.
package pubspec

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
	"github.com/dna-group/techcheck/pkg/toolchain"
)

// Extractor reads pubspec.yaml files, and keeps a Manifest.
var Extractor = &extractor.Extractor{
	Name:      "pubspec",
	Doc:       "Dart and Flutter packages",
	Ecosystem: "Dart",
	Files:     []string{"pubspec.yaml", "pubspec_overrides.yaml"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language, inventory.Tool},
	Match:     extractor.Base("pubspec.yaml", "pubspec_overrides.yaml"),
	Extract:   extract,
}

// Manifest is what other manifests may need to know of a pubspec.yaml.
type Manifest struct {
	Name      string            // of the package itself; "" if it has none
	Workspace bool              // it is the root of one
	Member    bool              // it is resolved with the root of its workspace
	Overrides map[string]string // where the packages come from that are taken from elsewhere, by their names
}

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	root := documents.First()
	manifest := &Manifest{
		Name:      root.Get("name").Whole().String(),
		Workspace: root.Get("workspace") != nil,
		Member:    root.Get("resolution").Whole().String() == "workspace",
		Overrides: map[string]string{},
	}
	for name, version := range root.Get("environment").Each() {
		addSDK(f, name, version)
	}
	for _, section := range []struct {
		key   string
		scope inventory.Scope
	}{
		{"dependencies", inventory.Runtime}, {"dev_dependencies", inventory.Development}, {"dependency_overrides", inventory.Managed},
	} {
		packages := root.Get(section.key)
		if packages != nil && !packages.Is(yaml.Mapping) && !packages.Is(yaml.Null) {
			f.Problem(packages.Span, "%s is not a map of packages and their versions, which pub refuses; correct or remove it", section.key)
		}
		for name, value := range packages.Each() {
			c, found := dependency(name, value)
			if !found {
				f.Problem(name.Span, "%q is no name of a package; correct or remove this entry", name.Text)
				continue
			}
			c.Scope = section.scope
			if c.Scope == inventory.Managed && c.Attributes.Source != "" {
				manifest.Overrides[name.Text] = c.Attributes.Source
			}
			add(f, c)
		}
	}
	f.Keep(manifest)
	f.Broken(err, "correct it, pub cannot read it either")
}

// addSDK records what the package runs on: sdk, which is Dart, and flutter. Other keys name SDKs that pub does not know.
func addSDK(f *extractor.File, name, version *yaml.Node) {
	technology := map[string]string{"sdk": "dart", "flutter": "flutter"}[name.Text]
	if technology == "" {
		return
	}
	text := version.Whole().Trim()
	c := toolchain.Named(technology).Component(text.String(), text.Part)
	c.Name, c.NameSpan, c.Scope = technology, name.Whole().Span(), inventory.Runtime
	if c.Name != name.Text {
		c.Resolution = inventory.Variable // the word is not dart
	}
	add(f, c)
}

// add records a component whose texts may have escapes, or go over several lines.
func add(f *extractor.File, c inventory.Component) {
	if c.Resolution == inventory.Literal && !(f.Holds(c.NameSpan, c.Name) && f.Holds(c.VersionSpan, c.Version+c.Requirement)) {
		c.Resolution = inventory.Variable // a literal's span promises the text itself
	}
	f.Add(c)
}
