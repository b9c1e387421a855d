package mixexs_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/mixexs"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, mixexs.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, mixexs.Extractor) }
