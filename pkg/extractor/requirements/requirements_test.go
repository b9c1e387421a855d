package requirements_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/requirements"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, requirements.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, requirements.Extractor) }
