package paketdependencies_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/paketdependencies"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, paketdependencies.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, paketdependencies.Extractor) }
