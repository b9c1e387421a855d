package toolversions_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/toolversions"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, toolversions.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, toolversions.Extractor) }
