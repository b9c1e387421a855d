package pom_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/pom"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, pom.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, pom.Extractor) }
