package report

import (
	"io"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/markdown"
	"github.com/dna-group/techcheck/pkg/scan"
)

// SARIF is SARIF 2.1.0 (OASIS), as GitHub code scanning reads it (docs.github.com, "SARIF support for code scanning").
var SARIF = &Format{
	Name:  "sarif",
	Doc:   "for code scanning: SARIF 2.1.0",
	Write: writeResultSARIF,
}

const (
	sarifResults       = 5000 // results that GitHub keeps of a run; it would choose by the level alone
	sarifNotifications = 1000 // likewise, for what nobody counts on
	sarifDescription   = 1024 // characters that GitHub takes of a rule's description
)

// undecidedRule is the rule of what keeps techcheck from deciding. GitHub shows results alone, and would take a violation
// in a file that cannot be read any more for fixed.
var undecidedRule = sarifRule{
	ID:               "techcheck/undecided",
	ShortDescription: sarifText{Text: "techcheck could not decide."},
	FullDescription:  sarifText{Text: "What cannot be read or judged may hide a violation, so that it is never taken for a pass."},
	Help:             sarifText{Text: "The message says what is wrong. Correct it, and run the scan again."},
	Configuration:    sarifConfiguration{"error"},
}

func writeResultSARIF(w io.Writer, r *scan.Result, o Options) error {
	findings := weighed(r.Findings)
	if !o.KeepSuppressed {
		findings = openFindings(r)
	}
	problems := blocking(r)
	problems = problems[:min(len(problems), sarifResults/2)]
	kept := findings[:min(len(findings), sarifResults-len(problems))]

	rules, index := sarifRules(r.Policy, kept)
	run := sarifRun{
		Invocations: []sarifInvocation{invocation(r, len(findings)-len(kept))},
		Results:     make([]sarifResult, len(kept), len(kept)+len(problems)),
	}
	for i, f := range kept {
		run.Results[i] = toSARIF(r, f, index[f.Guideline])
	}
	if len(problems) > 0 {
		run.Results = append(run.Results, problemResults(problems, undecidedRule.ID, len(rules))...)
		rules = append(rules, undecidedRule)
	}
	if o.Repository != "" {
		run.Provenance = []sarifVersionSource{{o.Repository, r.Revision, sarifMappedTo{sarifRoot}}}
	}
	return writeSARIF(w, run, rules, o)
}

func toSARIF(r *scan.Result, f *finding.Finding, rule int) sarifResult {
	text := []string{markdown.Plain(strings.TrimSuffix(f.Message, ".")) + "."}
	for _, h := range hints(r.Policy, f) {
		text = append(text, markdown.Plain(h.label+": "+h.text))
	}
	result := sarifResult{
		RuleID: ruleID(f.Guideline), RuleIndex: rule, Level: string(f.Level),
		Locations:    []sarifLocation{sarifAt(anchor(r, f), f.Excerpt)},
		Fingerprints: map[string]string{fingerprint: f.ID},
		Suppressions: suppressions(f),
	}
	if version := versionElsewhere(f); version.Path != "" {
		one := 1
		result.Related = []sarifLocation{{ID: &one, PhysicalLocation: sarifPlace{
			artifact(version.Path), &sarifRegion{StartLine: max(version.Line, 1)},
		}, Message: &sarifText{Text: "The version stands here."}}}
		text = append(text, "Its version stands in [another place](1).")
	}
	result.Message.Text = strings.Join(text, "\n")
	switch {
	case f.Introduced:
		result.Baseline = "new"
	case r.Base != "":
		result.Baseline = "unchanged"
	}
	return result
}

// versionElsewhere is where the version of a finding's component comes from, if that is another line.
func versionElsewhere(f *finding.Finding) inventory.Location {
	if f.Component == nil {
		return inventory.Location{}
	}
	at := f.Component.VersionLocation
	if at.Path == f.Location.Path && at.Line == f.Location.Line {
		return inventory.Location{}
	}
	return at
}

// suppressions say where the exception review of a violation stands; only an accepted one suppresses it.
func suppressions(f *finding.Finding) []sarifSuppression {
	status := map[finding.State]string{finding.Excepted: "accepted", finding.UnderReview: "underReview", finding.Rejected: "rejected"}[f.State]
	if status == "" {
		return nil
	}
	return []sarifSuppression{{"external", status, markdown.Plain(strings.Join(f.Notes, " "))}}
}
