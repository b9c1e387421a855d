package pythonscript_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/pythonscript"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, pythonscript.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, pythonscript.Extractor) }
