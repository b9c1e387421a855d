package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/pkg/testrun"
)

// Every archive in testdata/tests is a policy with Rego tests, and what they come to.
func TestRunTests(t *testing.T) {
	outcomes := map[testrun.Outcome]string{testrun.Passed: "passed", testrun.Failed: "failed", testrun.Skipped: "skipped"}
	archives(t, "testdata/tests", func(archive *txtar.Archive) string {
		judge, problems := policy.Load(folder(archive), shipped())
		if judge == nil {
			return "the policy does not load\n" + lines(problems)
		}
		options := policy.TestOptions{Matching: setting(archive, "run", ""), Coverage: setting(archive, "coverage", "") != ""}
		run, problems := judge.RunTests(t.Context(), folder(archive), options)
		if run == nil {
			return "the tests do not run\n" + lines(problems)
		}
		var b strings.Builder
		for _, r := range run.Results {
			fmt.Fprintf(&b, "%s:%d: %s: %s\n", r.Path, r.Line, outcomes[r.Outcome], r.Name)
			for _, line := range r.Details {
				b.WriteString(strings.TrimRight("  "+line, " ") + "\n")
			}
		}
		for _, c := range run.Coverage {
			fmt.Fprintf(&b, "%s: %d of %d %v\n", c.Path, c.Covered, c.Total, c.NotCovered)
		}
		return b.String()
	})
}

// Every archive in testdata/audit is a policy that loads, and what its author is told of it.
func TestAudit(t *testing.T) {
	archives(t, "testdata/audit", func(archive *txtar.Archive) string {
		if judge, problems := policy.Load(folder(archive), shipped()); judge == nil {
			return "the policy does not load\n" + lines(problems)
		}
		_, problems := policy.Audit(t.Context(), folder(archive), shipped())
		return lines(problems)
	})
}
