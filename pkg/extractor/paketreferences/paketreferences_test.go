package paketreferences_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/paketreferences"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, paketreferences.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, paketreferences.Extractor) }
