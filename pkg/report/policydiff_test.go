package report_test

import (
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/policydiff"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
)

// policyDiffReports calls run with every comparison of policies in every format.
func policyDiffReports(run func(golden string, write func(io.Writer, report.Options) error)) {
	same := report.PolicyDiff{Old: acme(), New: acme(), AsOf: "2026-11-22"}
	for name, d := range map[string]report.PolicyDiff{"rich": richDiff(), "nothing": same, "hostile": hostileDiff()} {
		eachFormat(run, "policydiff-"+name, report.PolicyDiffFormats, d)
	}
}

func richDiff() report.PolicyDiff {
	newer := acme()
	newer.Revision = "9a8b7c6d5e4f"
	results := richResult().Findings
	warned, observed, failing := results[0], results[2], results[2]
	observed.Fails = false
	return report.PolicyDiff{
		Old: acme(), New: newer, AsOf: "2026-11-22",
		Changes: []policydiff.Change{
			{Group: policydiff.Tightened, Kind: policydiff.Guideline, ID: "datastores/mongodb", Message: "status is disallowed, was hold"},
			{Group: policydiff.Tightened, Kind: policydiff.Setting, ID: "enforce", Message: "is all, was observe"},
			{Group: policydiff.Added, Kind: policydiff.List, ID: "registries"},
			{Group: policydiff.Dates, Kind: policydiff.Guideline, ID: "datastores/mongodb", Message: "review_by moves later, from 2027-03-01 to 2028-03-01"},
		},
		Repositories: []policydiff.Impact{
			{
				Repository: "acme/billing", Source: "../billing",
				Shifts: []policydiff.Shift{
					{Effect: policydiff.Red, Old: &observed, New: &failing},
					{Effect: policydiff.Red, New: &results[3]},
					{Effect: policydiff.Green, Old: &failing},
					{Effect: policydiff.Level, Old: &warned, New: &observed},
				},
			},
			{Source: "shop.json", Problems: []inventory.Problem{{Path: "web/package.json", Line: 3, Column: 9, Message: "unexpected end: close the object"}}},
		},
		Show: 3,
	}
}

func hostileDiff() report.PolicyDiff {
	found := hostileResult()
	return report.PolicyDiff{
		Old: hostilePolicy(), New: hostilePolicy(), AsOf: "2026-11-22",
		Changes: []policydiff.Change{{Group: policydiff.Other, Kind: policydiff.Guideline, ID: hostile, Message: hostile}},
		Repositories: []policydiff.Impact{{
			Repository: hostile, Source: hostile, Problems: found.Problems,
			Shifts: []policydiff.Shift{{Effect: policydiff.Red, New: &found.Findings[0]}},
		}},
		Show: -1,
	}
}

func TestPolicyDiffExit(t *testing.T) {
	turnsRed := policydiff.Impact{Shifts: []policydiff.Shift{{Effect: policydiff.Red}}}
	turnsGreen := policydiff.Impact{Shifts: []policydiff.Shift{{Effect: policydiff.Green}}}
	broken := policydiff.Impact{Problems: []inventory.Problem{{Message: "unreadable"}}}
	tests := []struct {
		name         string
		repositories []policydiff.Impact
		want         scan.Exit
	}{
		{"no repository", nil, scan.Clean},
		{"green", []policydiff.Impact{turnsGreen}, scan.Clean},
		{"red", []policydiff.Impact{turnsRed, turnsGreen}, scan.NeedsReview},
		{"a problem beats red", []policydiff.Impact{turnsRed, broken}, scan.Undecided},
	}
	for _, test := range tests {
		d := report.PolicyDiff{Changes: []policydiff.Change{{}}, Repositories: test.repositories}
		if got := d.Exit(); got != test.want {
			t.Errorf("%s: %d, want %d", test.name, got, test.want)
		}
	}
}

// TestPolicyDiffSchema holds that the schema names the words that the code knows.
func TestPolicyDiffSchema(t *testing.T) {
	known := definitions(t, report.PolicyDiffSchema)
	checkEnum(t, known, "change", "group", policydiff.Groups)
	checkEnum(t, known, "change", "kind", policydiff.Kinds)
	checkEnum(t, known, "shift", "effect", policydiff.Effects)
	checkEnum(t, known, "judgement", "level", finding.Levels[1:]) // not ignore
	for name, definition := range definitions(t, report.InventorySchema) {
		if shared := known[name]; shared != nil {
			if diff := cmp.Diff(definition, shared); diff != "" {
				t.Errorf("%s differs from the inventory's (-inventory +policydiff):\n%s", name, diff)
			}
		}
	}
}
