package nugetlock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/nugetlock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, nugetlock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, nugetlock.Extractor) }
