package githubactions_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/githubactions"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, githubactions.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, githubactions.Extractor) }
