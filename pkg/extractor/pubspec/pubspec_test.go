package pubspec_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/pubspec"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, pubspec.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, pubspec.Extractor) }
