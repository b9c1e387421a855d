package sbtbuild_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/sbtbuild"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, sbtbuild.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, sbtbuild.Extractor) }
