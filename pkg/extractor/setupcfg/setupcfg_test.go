package setupcfg_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/setupcfg"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, setupcfg.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, setupcfg.Extractor) }
