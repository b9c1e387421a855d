package cargolock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/cargolock"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, cargolock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, cargolock.Extractor) }
