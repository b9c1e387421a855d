package packageresolved_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/packageresolved"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, packageresolved.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, packageresolved.Extractor) }
