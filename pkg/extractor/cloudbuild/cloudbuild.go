// Package cloudbuild reads the images that steps of Google Cloud Build run in
// (https://cloud.google.com/build/docs/build-config-file-schema), also through substitutions.
package cloudbuild

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/pipeline"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads cloudbuild.yaml and its variants.
var Extractor = &extractor.Extractor{
	Name:      "cloudbuild",
	Doc:       "Builds of Google Cloud Build",
	Ecosystem: "Google Cloud Build",
	Files:     []string{"cloudbuild*.{yml,yaml}"},
	Kinds:     []inventory.Kind{inventory.Image},
	Match:     extractor.Ending(match, ".yml", ".yaml"),
	Extract:   extract,
}

func match(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, "cloudbuild") && (strings.HasSuffix(base, ".yaml") || strings.HasSuffix(base, ".yml"))
}

// variable is $NAME, ${NAME}, perhaps with an operation on it, whose value is then not known, or $$, which is a $
// (https://cloud.google.com/build/docs/configuring-builds/substitute-variable-values).
var variable = lazyregexp.New(`\$(?:\$|(\w+)|\{(\w+)\}|(\{[^{}]+\}))`)

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	r := &pipeline.Reader{File: f}
	for _, root := range documents {
		substitutions := root.Get("substitutions")
		r.Variables = imageref.Variables{Pattern: variable, Value: func(name string) (yaml.Text, imageref.Origin) {
			if value := substitutions.Get(name); value.Is(yaml.Scalar) {
				return value.Whole(), imageref.Default // a trigger may have another one
			}
			return yaml.Text{}, imageref.Unresolved
		}}
		for _, step := range root.Get("steps").Items() {
			r.Image(step.Get("name"))
		}
	}
	f.Broken(err, "correct it, Cloud Build cannot read it either")
}
