package azurepipelines_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/azurepipelines"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, azurepipelines.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, azurepipelines.Extractor) }
