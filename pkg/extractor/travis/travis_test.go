package travis_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/travis"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, travis.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, travis.Extractor) }
