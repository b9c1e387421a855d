package csharpscript_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/csharpscript"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, csharpscript.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, csharpscript.Extractor) }
