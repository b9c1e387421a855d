package report_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/testrun"
)

// verifications are the cases that every format of a verification is tested with.
var verifications = map[string]report.Verification{
	"clean":   {Policy: acme(), OwnTechnologies: 1, OverdueReviews: 2},
	"rich":    {Policy: acme(), OverdueReviews: 1, Problems: manyProblems()},
	"nothing": {Policy: &guideline.Policy{}, Problems: []inventory.Problem{{Path: "policy/settings.yaml", Message: "the file is missing: write it"}}},
	"hostile": {Policy: hostilePolicy(), Problems: hostileInventory().Problems},
}

// manyProblems are more than GitHub annotates; two differ in nothing but their line.
func manyProblems() []inventory.Problem {
	problems := []inventory.Problem{
		{Path: "policy/decisions/0001 ä, b:c.md", Line: 2, Column: 9, Message: `"acepted" is not a status: did you mean accepted?`},
		{Path: "policy/settings.yaml", Line: 3, Message: "100% of it: wrong, 1"},
		{Path: "policy/settings.yaml", Line: 4, Column: 1, Message: "100% of it: wrong, 1"},
	}
	for line := range 9 {
		problems = append(problems, inventory.Problem{
			Path: "policy/technologies/a.yaml", Line: line + 1, Column: 3, Message: fmt.Sprintf("problem %d: write something else", line),
		})
	}
	return problems
}

// testRuns are the cases that the report of tests is tested with.
var testRuns = map[string]*testrun.Run{
	"passed": {Results: []testrun.Result{{Name: "guidelines.a.x_test.test_y", Path: "guidelines/a/x_test.rego", Line: 6}}},
	"rich": {
		Results: []testrun.Result{
			{Path: "guidelines/a/choices_test.txtar", Outcome: testrun.Failed, Details: []string{"- Dockerfile:1:6: error: no [a/x]", "+ Dockerfile:2:6: error: no [a/x]"}},
			{Name: "guidelines.a.x_test.test_y", Path: "guidelines/a/x_test.rego", Line: 6},
			{Name: "guidelines.a.x_test.test_z", Path: "guidelines/a/x_test.rego", Line: 9, Outcome: testrun.Failed, Details: []string{"guidelines/a/x_test.rego:10:", "    x == 1", "    |", "    2"}},
			{Name: "guidelines.a.x_test.todo_test", Path: "guidelines/a/x_test.rego", Line: 19, Outcome: testrun.Skipped},
		},
		Coverage: []testrun.Coverage{
			{Path: "guidelines/a/x.rego", Covered: 3, Total: 7, NotCovered: []testrun.Lines{{First: 12, Last: 12}, {First: 14, Last: 16}}},
			{Path: "lib/x.rego", Covered: 3, Total: 3},
		},
	},
	"hostile": {
		Results:  []testrun.Result{{Name: hostile, Path: hostile, Line: 1, Outcome: testrun.Failed, Details: []string{hostile}}},
		Coverage: []testrun.Coverage{{Path: hostile, Total: 1, NotCovered: []testrun.Lines{{First: 1, Last: 1}}}},
	},
}

// verificationReports calls run with every verification and every run of tests in every format.
func verificationReports(run func(golden string, write func(io.Writer, report.Options) error)) {
	for name, v := range verifications {
		for _, f := range report.ProblemFormats {
			run("verification-"+name+"."+f.Name, func(w io.Writer, o report.Options) error { return f.Write(w, v, o) })
		}
	}
	for name, tests := range testRuns {
		run("tests-"+name+".text", func(w io.Writer, o report.Options) error { return report.Tests(w, tests, o) })
	}
}

// TestSARIF holds what GitHub code scanning asks for: a whole region, a place relative to the repository, and fingerprints
// that tell results apart.
func TestSARIF(t *testing.T) {
	document := parsed(t, written(t, func(w io.Writer, o report.Options) error {
		return report.ProblemSARIF.Write(w, verifications["rich"], o)
	}, report.Options{Tool: tool}))
	fingerprints := map[string]bool{}
	walk(document, func(node map[string]any) {
		if uri, ok := node["uri"].(string); ok && (strings.HasPrefix(uri, "/") || strings.ContainsAny(uri, " ä")) {
			t.Errorf("the uri %q is not relative and encoded", uri)
		}
		if region, ok := node["region"].(map[string]any); ok && len(region) != 4 {
			t.Errorf("the region %v is not whole", region)
		}
		if prints, ok := node["partialFingerprints"].(map[string]any); ok {
			fingerprints[prints["techcheck/v1"].(string)] = true
		}
	})
	if want := len(verifications["rich"].Problems); len(fingerprints) != want {
		t.Errorf("%d fingerprints of %d problems", len(fingerprints), want)
	}
}
