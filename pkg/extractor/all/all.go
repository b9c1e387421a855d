// Package all lists every extractor, one line a format. Everything that needs to know the formats reads this list.
package all

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/dockerfile"
	"github.com/dna-group/techcheck/pkg/extractor/gomod"
	"github.com/dna-group/techcheck/pkg/extractor/gowork"
	"github.com/dna-group/techcheck/pkg/extractor/packagejson"
)

// Extractors lists every extractor, sorted by name.
var Extractors = []*extractor.Extractor{
	dockerfile.Extractor,
	gomod.Extractor,
	gowork.Extractor,
	packagejson.Extractor,
}
