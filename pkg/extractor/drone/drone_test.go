package drone_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/drone"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, drone.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, drone.Extractor) }
