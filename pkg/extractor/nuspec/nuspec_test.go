package nuspec_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/nuspec"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, nuspec.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, nuspec.Extractor) }
