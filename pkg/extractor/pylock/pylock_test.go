package pylock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/pylock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, pylock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, pylock.Extractor) }
