package packagesconfig_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/packagesconfig"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, packagesconfig.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, packagesconfig.Extractor) }
