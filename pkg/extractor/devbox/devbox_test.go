package devbox_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/devbox"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, devbox.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, devbox.Extractor) }
