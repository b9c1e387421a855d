package composerjson_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/composerjson"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, composerjson.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, composerjson.Extractor) }
