package poetrylock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/poetrylock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, poetrylock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, poetrylock.Extractor) }
