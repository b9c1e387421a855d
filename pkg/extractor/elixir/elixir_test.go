package elixir_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/elixir"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/mixexs"
	"github.com/dna-group/techcheck/pkg/extractor/mixlock"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, elixir.Resolver, mixexs.Extractor, mixlock.Extractor)
}
