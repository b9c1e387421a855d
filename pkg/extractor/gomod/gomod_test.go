package gomod_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/gomod"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, gomod.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, gomod.Extractor) }
