package rusttoolchain_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/rusttoolchain"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, rusttoolchain.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, rusttoolchain.Extractor) }
