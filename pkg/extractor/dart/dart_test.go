package dart_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/dart"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/pubspec"
	"github.com/dna-group/techcheck/pkg/extractor/pubspeclock"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, dart.Resolver, pubspec.Extractor, pubspeclock.Extractor)
}
