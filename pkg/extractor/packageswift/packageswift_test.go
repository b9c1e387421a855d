package packageswift_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/packageswift"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, packageswift.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, packageswift.Extractor) }
