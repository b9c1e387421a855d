package compose_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/compose"
	"github.com/dna-group/techcheck/pkg/extractor/devcontainer"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, compose.Resolver, compose.Extractor, devcontainer.Extractor)
}

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, compose.Extractor) }
