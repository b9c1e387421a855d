package condaenv_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/condaenv"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, condaenv.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, condaenv.Extractor) }
