package packagelock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/packagelock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, packagelock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, packagelock.Extractor) }
