package actionslock_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/actionslock"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/githubactions"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, actionslock.Resolver, actionslock.Extractor, githubactions.Extractor)
}

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, actionslock.Extractor) }
