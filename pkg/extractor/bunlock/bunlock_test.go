package bunlock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/bunlock"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, bunlock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, bunlock.Extractor) }
