package pixi_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/pixi"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, pixi.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, pixi.Extractor) }
