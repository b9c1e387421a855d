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

// TestAsk holds that an owner whose contact is its name, as a table of choices gives it, is not told twice.
func TestAsk(t *testing.T) {
	for want, o := range map[string]guideline.Owner{
		"Data platform, #data": {ID: "data", Name: "Data platform", Contact: "#data"},
		"data":                 {ID: "data", Name: "data", Contact: "data"},
		"Data":                 {ID: "data", Name: "Data"},
	} {
		if got := ask(o); got != want {
			t.Errorf("%+v is told as %q, want %q", o, got, want)
		}
	}
}
