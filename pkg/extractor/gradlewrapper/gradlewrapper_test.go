package gradlewrapper_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/gradlewrapper"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, gradlewrapper.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, gradlewrapper.Extractor) }
