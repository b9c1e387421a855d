// Package gradleproperties reads gradle.properties, from which Gradle's scripts take versions. It declares nothing itself:
// pkg/extractor/gradle joins it with the scripts.
// Source: docs.gradle.org/current/userguide/build_environment.html#sec:gradle_configuration_properties.
package gradleproperties

import (
	"errors"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/gradle/artifact"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
	"github.com/dna-group/techcheck/pkg/syntax/properties"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// Extractor reads gradle.properties files, and keeps Properties.
var Extractor = &extractor.Extractor{
	Name:      "gradleproperties",
	Doc:       "Properties from which Gradle builds take versions",
	Ecosystem: "Gradle",
	Files:     []string{"gradle.properties"},
	Match:     extractor.Base("gradle.properties"),
	Extract:   extract,
}

// Properties are the values by their keys.
type Properties map[string]artifact.Value

func extract(f *extractor.File) {
	if refused, ok := errors.AsType[*syntax.GuardError](syntax.Guard(f.Data)); ok {
		f.Fail(inventory.Span{Start: refused.Offset, End: refused.Offset}, "%v", refused)
		return
	}
	origin := &text.Origin{Path: f.Path, Lines: f.Lines()}
	all := Properties{}
	for p := range properties.All(f.Data) {
		all[p.Key] = artifact.Value{Text: text.Written(origin, p.Value, p.ValueSpan, inventory.Inherited)}
	}
	f.Keep(all)
}
