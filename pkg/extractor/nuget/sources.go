package nuget

import (
	"path"
	"slices"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/dotnettools"
	"github.com/dna-group/techcheck/pkg/extractor/msbuild"
	"github.com/dna-group/techcheck/pkg/extractor/nugetconfig"
	"github.com/dna-group/techcheck/pkg/extractor/nugetlock"
	"github.com/dna-group/techcheck/pkg/extractor/packagesconfig"
	"github.com/dna-group/techcheck/pkg/purl"
)

// listing are the files that list packages.
var listing = []*extractor.Extractor{dotnettools.Extractor, msbuild.Extractor, nugetlock.Extractor, packagesconfig.Extractor}

// nameSources tells which packages come from a source of their own.
func nameSources(files *extractor.Files) {
	configs := slices.DeleteFunc(files.By(nugetconfig.Extractor), func(f *extractor.ReadFile) bool { return len(mappingOf(f)) == 0 })
	if len(configs) == 0 {
		return
	}
	for _, format := range listing {
		for _, f := range files.By(format) {
			config := nearest(configs, path.Dir(f.Path))
			if config == nil {
				continue
			}
			mapping := mappingOf(config)
			components := f.Components()
			for i := range components {
				c := &components[i]
				if source := mapping.Source(c.Name); c.Type == purl.NuGet && purl.Registry(c.Type, source) != "" {
					c.Attributes.Registry, c.PURL = purl.WithoutAccount(source), purl.From(c.PURL, source)
				}
			}
		}
	}
}

func mappingOf(f *extractor.ReadFile) nugetconfig.Mapping {
	mapping, _ := f.Kept().(nugetconfig.Mapping)
	return mapping
}
