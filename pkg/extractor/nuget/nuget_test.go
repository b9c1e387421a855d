package nuget_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/globaljson"
	"github.com/dna-group/techcheck/pkg/extractor/msbuild"
	"github.com/dna-group/techcheck/pkg/extractor/nuget"
	"github.com/dna-group/techcheck/pkg/extractor/nugetlock"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, nuget.Resolver, globaljson.Extractor, msbuild.Extractor, nugetlock.Extractor)
}
