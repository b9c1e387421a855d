package denolock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/denolock"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, denolock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, denolock.Extractor) }
