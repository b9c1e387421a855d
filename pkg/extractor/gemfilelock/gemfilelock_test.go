package gemfilelock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/gemfilelock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, gemfilelock.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, gemfilelock.Extractor) }
