package gemfile_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/gemfile"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, gemfile.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, gemfile.Extractor) }
