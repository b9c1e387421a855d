package sbtproperties_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/sbtproperties"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, sbtproperties.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, sbtproperties.Extractor) }
