package brewfile_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/brewfile"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, brewfile.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, brewfile.Extractor) }
