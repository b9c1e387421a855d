package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// TestProblemsAlike holds that a clone without most of its files does not bury what matters, and that all is counted.
func TestProblemsAlike(t *testing.T) {
	var problems []inventory.Problem
	for i := range 100 {
		problems = append(problems, inventory.Problem{Path: fmt.Sprintf("%d/go.mod", i), Message: "not here", Tolerated: true})
		problems = append(problems, inventory.Problem{Path: fmt.Sprintf("%d/Dockerfile", i), Message: "not here"})
	}
	var text strings.Builder
	if err := Problems(&text, problems, Options{}); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(text.String(), "Dockerfile: problem: "); n != 100 {
		t.Errorf("%d of 100 problems of the change are told", n)
	}
	if want := "problem (not of this change): 95 more say: not here\n"; strings.Count(text.String(), "go.mod") != 5 || !strings.HasSuffix(text.String(), want) {
		t.Errorf("of what the change did not bring this is told:\n%s", text.String())
	}
}
