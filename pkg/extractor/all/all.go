// Package all lists every extractor, one line a format. Everything that needs to know the formats reads this list.
package all

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/compose"
	"github.com/dna-group/techcheck/pkg/extractor/dockerfile"
	"github.com/dna-group/techcheck/pkg/extractor/githubactions"
	"github.com/dna-group/techcheck/pkg/extractor/gomod"
	"github.com/dna-group/techcheck/pkg/extractor/gowork"
	"github.com/dna-group/techcheck/pkg/extractor/packagejson"
)

// Formats is everything that a scan reads.
var Formats = extractor.Formats{Extractors: Extractors, Resolvers: Resolvers}

// Resolvers lists every resolver, sorted by name.
var Resolvers = []*extractor.Resolver{
	compose.Resolver,
}

// Extractors lists every extractor, sorted by name.
var Extractors = []*extractor.Extractor{
	compose.Extractor,
	dockerfile.Extractor,
	githubactions.Extractor,
	gomod.Extractor,
	gowork.Extractor,
	packagejson.Extractor,
}
