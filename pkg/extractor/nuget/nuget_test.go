package nuget_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/csharpscript"
	"github.com/dna-group/techcheck/pkg/extractor/dotnettools"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/globaljson"
	"github.com/dna-group/techcheck/pkg/extractor/msbuild"
	"github.com/dna-group/techcheck/pkg/extractor/nuget"
	"github.com/dna-group/techcheck/pkg/extractor/nugetconfig"
	"github.com/dna-group/techcheck/pkg/extractor/nugetlock"
	"github.com/dna-group/techcheck/pkg/extractor/packagesconfig"
	"github.com/dna-group/techcheck/pkg/extractor/paketdependencies"
	"github.com/dna-group/techcheck/pkg/extractor/paketlock"
	"github.com/dna-group/techcheck/pkg/extractor/paketreferences"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, nuget.Resolver, csharpscript.Extractor, dotnettools.Extractor, globaljson.Extractor,
		msbuild.Extractor, nugetconfig.Extractor, nugetlock.Extractor, packagesconfig.Extractor,
		paketdependencies.Extractor, paketlock.Extractor, paketreferences.Extractor)
}
