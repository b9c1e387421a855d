package podfilelock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/podfilelock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, podfilelock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, podfilelock.Extractor) }
