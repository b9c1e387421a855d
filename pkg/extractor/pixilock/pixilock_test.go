package pixilock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/pixilock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, pixilock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, pixilock.Extractor) }
