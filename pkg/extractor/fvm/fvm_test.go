package fvm_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/fvm"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, fvm.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, fvm.Extractor) }
