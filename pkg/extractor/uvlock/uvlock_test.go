package uvlock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/uvlock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, uvlock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, uvlock.Extractor) }
