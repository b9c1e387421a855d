package gemspec_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/gemspec"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, gemspec.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, gemspec.Extractor) }
