package cloudbuild_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/cloudbuild"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, cloudbuild.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, cloudbuild.Extractor) }
