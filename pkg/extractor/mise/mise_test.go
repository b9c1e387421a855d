package mise_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/mise"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, mise.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, mise.Extractor) }
