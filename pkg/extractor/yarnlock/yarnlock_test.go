package yarnlock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/yarnlock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, yarnlock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, yarnlock.Extractor) }
