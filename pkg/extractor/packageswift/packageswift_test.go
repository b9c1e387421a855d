package packageswift_test

import (
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/packageswift"
	"github.com/dna-group/techcheck/pkg/syntax/syntaxtest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, packageswift.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, packageswift.Extractor) }

// TestLarge holds that memory grows with the size of a file only, whatever nests in it or never ends.
func TestLarge(t *testing.T) {
	for _, piece := range []string{".package(", ".package(url: \"a\", ", "let a = \"b\"\n", ".package(url: \"\\(a)\"),"} {
		input := func(n int) string { return "dependencies: [" + strings.Repeat(piece, n) }
		syntaxtest.CheckGrowth(t, piece, input, func(data []byte) {
			packageswift.Extractor.Run(extractor.NewFile("Package.swift", data))
		})
	}
}
