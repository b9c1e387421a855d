package buildkite_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/buildkite"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, buildkite.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, buildkite.Extractor) }
