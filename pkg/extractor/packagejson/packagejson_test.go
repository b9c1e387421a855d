package packagejson_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/packagejson"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, packagejson.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, packagejson.Extractor) }
