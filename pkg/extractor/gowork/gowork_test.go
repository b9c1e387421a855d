package gowork_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/gowork"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, gowork.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, gowork.Extractor) }
