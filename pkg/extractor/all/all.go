// Package all lists every extractor, one line a format. Everything that needs to know the formats reads this list.
package all

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/dockerfile"
	"github.com/dna-group/techcheck/pkg/extractor/gomod"
	"github.com/dna-group/techcheck/pkg/extractor/gowork"
	"github.com/dna-group/techcheck/pkg/extractor/packagejson"
)

// Formats is everything that a scan reads.
var Formats = extractor.Formats{Extractors: Extractors, Resolvers: Resolvers}

// Resolvers lists every resolver, sorted by name.
var Resolvers = []*extractor.Resolver{}

// Extractors lists every extractor, sorted by name.
var Extractors = []*extractor.Extractor{
	dockerfile.Extractor,
	gomod.Extractor,
	gowork.Extractor,
	packagejson.Extractor,
}
