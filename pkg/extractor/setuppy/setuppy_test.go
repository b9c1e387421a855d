package setuppy_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/setuppy"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, setuppy.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, setuppy.Extractor) }
