package pubspeclock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/pubspeclock"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, pubspeclock.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, pubspeclock.Extractor) }
