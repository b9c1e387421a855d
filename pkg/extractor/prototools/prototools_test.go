package prototools_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/prototools"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, prototools.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, prototools.Extractor) }
