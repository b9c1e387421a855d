package report

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
)

// TestInstead holds that a proof is not told as what to use: a link to an archived package is no alternative to it.
func TestInstead(t *testing.T) {
	proof := []guideline.Link{{Name: "proof", URL: "https://example.com/archived"}}
	policy := &guideline.Policy{
		Guidelines: []guideline.Guideline{
			{ID: "go/errors", Links: proof},
			{ID: "go/mock", Alternatives: []string{"other-mock"}, Links: proof},
		},
		Technologies: []guideline.Technology{{ID: "other-mock", Name: "Other mock"}},
	}
	for id, want := range map[string]hint{
		"go/errors": {"see", "https://example.com/archived"},
		"go/mock":   {"use", "Other mock · https://example.com/archived"},
	} {
		if got := hints(policy, &finding.Finding{Guideline: id}); len(got) != 1 || got[0] != want {
			t.Errorf("%s tells %q, want %q", id, got, want)
		}
	}
}
