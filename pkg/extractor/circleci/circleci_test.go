package circleci_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/circleci"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, circleci.Extractor) }

// TestMultiplied holds that parameters which multiply end, and that this is said.
func TestMultiplied(t *testing.T) {
	values := ""
	for i := range 60 {
		values += fmt.Sprintf("v%d, ", i)
	}
	config := fmt.Sprintf(`
jobs: {a: {parameters: {x: {}, y: {}, z: {}}, docker: [image: "a:<< parameters.x >><< parameters.y >><< parameters.z >>"]}}
workflows: {w: {jobs: [a: {matrix: {parameters: {x: [%[1]s], y: [%[1]s], z: [%[1]s]}}}]}}
`, values)
	result := circleci.Extractor.Run(extractor.NewFile(".circleci/config.yml", []byte(config)))
	if len(result.Components) > 1<<16 || len(result.Problems) != 1 || !strings.Contains(result.Problems[0].Message, "multiply") {
		t.Errorf("%d components, problems %v", len(result.Components), result.Problems)
	}
}

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, circleci.Extractor) }
