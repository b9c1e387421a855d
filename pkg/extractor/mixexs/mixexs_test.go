package mixexs_test

import (
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/mixexs"
	"github.com/dna-group/techcheck/pkg/syntax/syntaxtest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, mixexs.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, mixexs.Extractor) }

// TestLarge holds that time grows with the size of a file only, whatever nests in it or never ends.
func TestLarge(t *testing.T) {
	for _, piece := range []string{"{:a,", "{", "[a: ", "@a ++\n", "deps: deps() ++\n", "def deps, do: deps()\n"} {
		input := func(n int) string { return "def project, do: [deps: deps() ++ [" + strings.Repeat(piece, n) }
		syntaxtest.CheckGrowth(t, piece, input, func(data []byte) {
			mixexs.Extractor.Run(extractor.NewFile("mix.exs", data))
		})
	}
}
