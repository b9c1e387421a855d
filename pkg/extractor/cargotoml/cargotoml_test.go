package cargotoml_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/cargotoml"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, cargotoml.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, cargotoml.Extractor) }
