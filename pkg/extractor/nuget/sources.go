package nuget

import (
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/csharpscript"
	"github.com/dna-group/techcheck/pkg/extractor/dotnettools"
	"github.com/dna-group/techcheck/pkg/extractor/msbuild"
	"github.com/dna-group/techcheck/pkg/extractor/nugetconfig"
	"github.com/dna-group/techcheck/pkg/extractor/nugetlock"
	"github.com/dna-group/techcheck/pkg/extractor/packagesconfig"
	"github.com/dna-group/techcheck/pkg/purl"
)

// listing are the files that list packages.
var listing = []*extractor.Extractor{
	csharpscript.Extractor, dotnettools.Extractor, msbuild.Extractor, nugetlock.Extractor, packagesconfig.Extractor,
}

// nameSources tells which packages come from a source of their own.
func (r *resolver) nameSources() {
	for _, format := range listing {
		for _, f := range r.files.By(format) {
			mapping := r.mapping(path.Dir(f.Path))
			if len(mapping) == 0 {
				continue
			}
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

// mapping is that of the nearest nuget.config which has one, in a folder or above it. NuGet looks for these three names.
func (r *resolver) mapping(folder string) nugetconfig.Mapping {
	m, asked := r.sources[folder]
	if asked {
		return m
	}
	for _, name := range []string{"nuget.config", "NuGet.config", "NuGet.Config"} {
		if f := r.files.At(path.Join(folder, name), nugetconfig.Extractor); f != nil {
			m, _ = f.Kept().(nugetconfig.Mapping)
			break
		}
	}
	if len(m) == 0 && folder != "." {
		m = r.mapping(path.Dir(folder))
	}
	r.sources[folder] = m
	return m
}
