package report

import "io"

// ProblemSARIF is SARIF 2.1.0 (OASIS), as GitHub code scanning reads it.
var ProblemSARIF = &FormatOf[Verification]{
	Name:  "sarif",
	Doc:   "for code scanning: every problem as a SARIF 2.1.0 result",
	Write: writeProblemSARIF,
}

// policyRule is the one rule that every problem of a policy breaks.
var policyRule = sarifRule{
	ID:               "policy-problem",
	ShortDescription: sarifText{Text: "A policy is sound."},
	FullDescription:  sarifText{Text: "A policy with a mistake in it does not load, so that no guideline is silently without effect."},
	Help:             sarifText{Text: "The message says what to write instead. techcheck policy verify tells everything that is wrong at once."},
	Configuration:    sarifConfiguration{"error"},
}

func writeProblemSARIF(w io.Writer, v Verification, o Options) error {
	problems := v.Problems[:min(len(v.Problems), sarifResults)]
	return writeSARIF(w, sarifRun{
		Results: problemResults(problems, policyRule.ID, 0),
	}, []sarifRule{policyRule}, o)
}
