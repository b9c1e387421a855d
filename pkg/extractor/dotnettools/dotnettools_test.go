package dotnettools_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/dotnettools"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, dotnettools.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, dotnettools.Extractor) }
