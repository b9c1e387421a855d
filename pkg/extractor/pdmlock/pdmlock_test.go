package pdmlock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/pdmlock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, pdmlock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, pdmlock.Extractor) }
