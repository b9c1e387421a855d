package mavenwrapper_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/mavenwrapper"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, mavenwrapper.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, mavenwrapper.Extractor) }
