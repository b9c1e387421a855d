package terraformlock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/terraformlock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, terraformlock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, terraformlock.Extractor) }
