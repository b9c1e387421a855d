package nuget_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/dotnettools"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/globaljson"
	"github.com/dna-group/techcheck/pkg/extractor/msbuild"
	"github.com/dna-group/techcheck/pkg/extractor/nuget"
	"github.com/dna-group/techcheck/pkg/extractor/nugetconfig"
	"github.com/dna-group/techcheck/pkg/extractor/nugetlock"
	"github.com/dna-group/techcheck/pkg/extractor/packagesconfig"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, nuget.Resolver, dotnettools.Extractor, globaljson.Extractor, msbuild.Extractor,
		nugetconfig.Extractor, nugetlock.Extractor, packagesconfig.Extractor)
}
