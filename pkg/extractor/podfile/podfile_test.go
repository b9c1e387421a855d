package podfile_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/podfile"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, podfile.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, podfile.Extractor) }
