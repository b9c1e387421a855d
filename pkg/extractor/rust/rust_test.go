package rust_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/cargolock"
	"github.com/dna-group/techcheck/pkg/extractor/cargotoml"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/rust"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, rust.Resolver, cargotoml.Extractor, cargolock.Extractor)
}
