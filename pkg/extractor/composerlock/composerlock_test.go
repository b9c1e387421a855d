package composerlock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/composerlock"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, composerlock.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, composerlock.Extractor) }
