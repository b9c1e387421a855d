package helmlock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/helmlock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, helmlock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, helmlock.Extractor) }
