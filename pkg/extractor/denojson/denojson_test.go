package denojson_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/denojson"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, denojson.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, denojson.Extractor) }
