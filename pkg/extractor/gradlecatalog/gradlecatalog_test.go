package gradlecatalog_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/gradlecatalog"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, gradlecatalog.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, gradlecatalog.Extractor) }
