package nugetconfig_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/nugetconfig"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, nugetconfig.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, nugetconfig.Extractor) }
