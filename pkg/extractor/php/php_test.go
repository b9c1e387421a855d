package php_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/composerjson"
	"github.com/dna-group/techcheck/pkg/extractor/composerlock"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/php"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, php.Resolver, composerjson.Extractor, composerlock.Extractor)
}
