package gradlelock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/gradlelock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, gradlelock.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, gradlelock.Extractor) }
