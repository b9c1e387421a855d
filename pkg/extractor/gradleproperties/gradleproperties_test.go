package gradleproperties_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/gradleproperties"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, gradleproperties.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, gradleproperties.Extractor) }
