package pipfile_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/pipfile"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, pipfile.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, pipfile.Extractor) }
