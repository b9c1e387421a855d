package pnpmworkspace_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/pnpmworkspace"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, pnpmworkspace.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, pnpmworkspace.Extractor) }
