// Package pubspeclock reads pubspec.lock, in which pub writes the exact version of each package that a Dart or Flutter package
// uses. Sources: dart.dev/tools/pub/glossary#lockfile, and LockFile in github.com/dart-lang/pub. Its "sdks" repeats what the
// manifests say.
package pubspeclock

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads pubspec.lock files.
var Extractor = &extractor.Extractor{
	Name:      "pubspeclock",
	Doc:       "Dart and Flutter packages, resolved",
	Ecosystem: "Dart",
	Files:     []string{"pubspec.lock"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Base("pubspec.lock"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	for key, entry := range documents.First().Get("packages").Each() {
		c, found := read(key, entry)
		if !found {
			f.Problem(key.Span, "this package has no name; write the file anew with dart pub get")
			continue
		}
		f.Add(c)
	}
	f.NameRegistries()
	f.Broken(err, "write the file anew with dart pub get")
}

// read reads a package: how it came in ("direct main", "direct dev", transitive, and "direct overridden" of one that only an
// override names), its version and where it comes from.
func read(key, entry *yaml.Node) (inventory.Component, bool) {
	name, version, description := key.Whole(), entry.Get("version").Whole(), entry.Get("description")
	how := entry.Get("dependency").Whole().String()
	c := inventory.Component{
		Type: purl.Pub, Kind: inventory.Library, Scope: inventory.Runtime, Direct: how == "direct main" || how == "direct dev",
		Resolution: inventory.Lockfile, Version: version.String(), VersionSpan: version.Span(),
	}
	if how == "direct dev" {
		c.Scope = inventory.Development
	}
	switch entry.Get("source").Whole().String() {
	case "hosted":
		c.Attributes.Registry = description.Get("url").Whole().String()
		if hosted := description.Get("name").Whole(); hosted.Len() > 0 {
			name = hosted
		}
	case "git":
		c.Attributes.Source = "git+" + description.Get("url").Whole().String() + "#" + description.Get("resolved-ref").Whole().String()
	case "path":
		c.Attributes.Source = "file:" + description.Get("path").Whole().String()
	case "sdk":
		c.Attributes.Source = "sdk:" + description.Whole().String()
		c.Version, c.VersionSpan = "", inventory.Span{} // 0.0.0: the SDK's packages have none
	}
	c.Name, c.NameSpan = name.String(), name.Span()
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	return c, c.PURL != ""
}
