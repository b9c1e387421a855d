package yarnrc_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/yarnrc"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, yarnrc.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, yarnrc.Extractor) }
