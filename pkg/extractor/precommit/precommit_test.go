package precommit_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/precommit"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, precommit.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, precommit.Extractor) }
