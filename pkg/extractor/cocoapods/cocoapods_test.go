package cocoapods_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/cocoapods"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/podfile"
	"github.com/dna-group/techcheck/pkg/extractor/podfilelock"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, cocoapods.Resolver, podfile.Extractor, podfilelock.Extractor)
}
