package helmchart_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/helmchart"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, helmchart.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, helmchart.Extractor) }
