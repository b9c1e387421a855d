// Package yarnrc reads .yarnrc.yml: the catalogs of a Yarn workspace.
// Source: yarnpkg.com/features/catalogs.
package yarnrc

import (
	"errors"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/npm/spec"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads .yarnrc.yml files, and keeps their spec.Catalogs.
var Extractor = &extractor.Extractor{
	Name:      "yarnrc",
	Doc:       "Yarn workspaces: catalogs",
	Ecosystem: "npm",
	Files:     []string{".yarnrc.yml"},
	Kinds:     []inventory.Kind{inventory.Library},
	Match:     extractor.Base(".yarnrc.yml"),
	Extract:   extract,
}

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	f.Keep(spec.AddCatalogs(f, documents.First()))

	if broken, ok := errors.AsType[*yaml.Error](err); ok {
		f.Fail(inventory.Span{Start: broken.Offset, End: broken.Offset}, "nothing from here on is read: %v; correct it, Yarn cannot read it either", broken)
	}
}
