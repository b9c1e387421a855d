package devcontainer_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/devcontainer"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, devcontainer.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, devcontainer.Extractor) }
