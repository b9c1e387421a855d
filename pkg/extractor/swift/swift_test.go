package swift_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/packageresolved"
	"github.com/dna-group/techcheck/pkg/extractor/packageswift"
	"github.com/dna-group/techcheck/pkg/extractor/swift"
	"github.com/dna-group/techcheck/pkg/extractor/xcodeproj"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, swift.Resolver, packageresolved.Extractor, packageswift.Extractor, xcodeproj.Extractor)
}
