package npmrc_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/npmrc"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, npmrc.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, npmrc.Extractor) }
