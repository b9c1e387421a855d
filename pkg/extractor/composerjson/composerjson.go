// Package composerjson reads composer.json, the manifest of PHP's Composer.
// Sources: getcomposer.org/doc/04-schema.md and, for versions, getcomposer.org/doc/articles/versions.md.
package composerjson

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// Extractor reads composer.json files, and keeps a Manifest.
var Extractor = &extractor.Extractor{
	Name:      "composerjson",
	Doc:       "PHP packages",
	Ecosystem: "PHP",
	Files:     []string{"composer.json"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language, inventory.Tool, inventory.Platform},
	Match:     extractor.Base("composer.json"),
	Extract:   extract,
}

// Manifest is what other manifests may need to know of a composer.json.
type Manifest struct {
	Name       string     // of the package itself; "" if it has none
	Paths      []string   // the folders of its path repositories, as written, perhaps with wildcards
	Registries []Registry // those that say which packages they are for
}

func extract(f *extractor.File) {
	root, err := json.Parse(f.Data)
	r := &reader{file: f, root: root, sources: inlinePackages(root)}
	r.section("require", inventory.Runtime)
	r.section("require-dev", inventory.Development)
	r.platform(root.Get("config").Get("platform"))
	f.Keep(Manifest{Name: text(root.Get("name")), Paths: pathRepositories(root), Registries: registries(root)})

	switch {
	case err != nil:
		f.Broken(err, "correct it, Composer cannot read it either")
	case !root.Is(json.Object):
		f.Fail(root.Span, "composer.json is not an object, which Composer refuses; write {} at least")
	}
}
