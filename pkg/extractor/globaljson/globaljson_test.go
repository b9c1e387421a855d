package globaljson_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/globaljson"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, globaljson.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, globaljson.Extractor) }
