package pnpmlock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/pnpmlock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, pnpmlock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, pnpmlock.Extractor) }
