package gradlebuild_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/gradlebuild"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, gradlebuild.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, gradlebuild.Extractor) }
