package deno_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/deno"
	"github.com/dna-group/techcheck/pkg/extractor/denojson"
	"github.com/dna-group/techcheck/pkg/extractor/denolock"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, deno.Resolver, denojson.Extractor, denolock.Extractor)
}
