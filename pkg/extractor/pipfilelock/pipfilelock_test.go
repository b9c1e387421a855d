package pipfilelock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/pipfilelock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, pipfilelock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, pipfilelock.Extractor) }
