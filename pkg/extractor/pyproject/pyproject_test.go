package pyproject_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/pyproject"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, pyproject.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, pyproject.Extractor) }
