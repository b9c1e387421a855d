package gradle_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/gradle"
	"github.com/dna-group/techcheck/pkg/extractor/gradlebuild"
	"github.com/dna-group/techcheck/pkg/extractor/gradlecatalog"
	"github.com/dna-group/techcheck/pkg/extractor/gradlelock"
	"github.com/dna-group/techcheck/pkg/extractor/gradleproperties"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, gradle.Resolver, gradlebuild.Extractor, gradlecatalog.Extractor, gradlelock.Extractor, gradleproperties.Extractor)
}
