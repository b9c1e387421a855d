package gitlabci_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/gitlabci"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, gitlabci.Resolver, gitlabci.Extractor)
}

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, gitlabci.Extractor) }
