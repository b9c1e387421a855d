package mixlock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/mixlock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, mixlock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, mixlock.Extractor) }
