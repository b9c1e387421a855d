package xcodeproj_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/xcodeproj"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, xcodeproj.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, xcodeproj.Extractor) }
