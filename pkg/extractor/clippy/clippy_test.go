package clippy_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/clippy"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, clippy.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, clippy.Extractor) }
