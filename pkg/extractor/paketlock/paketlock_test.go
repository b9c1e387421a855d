package paketlock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/paketlock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, paketlock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, paketlock.Extractor) }
