package policyinit

import (
	"slices"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// statusWords are the words that people write for a status, folded by words.
var statusWords = map[guideline.Status][]string{
	guideline.Approved: {
		"adopt", "adopted", "approved", "allowed", "yes", "y", "ok", "okay", "standard", "preferred", "recommended", "use", "default",
		"supported", "green", "accepted", "active",
	},
	guideline.Trial: {
		"trial", "assess", "pilot", "piloting", "evaluate", "evaluating", "evaluation", "experiment", "experimental", "emerging", "poc",
	},
	guideline.Hold: {
		"hold", "on hold", "deprecated", "phase out", "phasing out", "phaseout", "contain", "retire", "retiring", "legacy", "sunset", "yellow",
		"tolerate", "tolerated", "migrate", "no new use", "no new uses", "existing only",
	},
	guideline.Disallowed: {
		"avoid", "forbidden", "banned", "no", "n", "disallowed", "not allowed", "prohibited", "rejected", "blocked", "never",
		"not approved", "do not use", "don t use", "dont use", "removed", "retired", "red",
	},
}

// statusOf is the status that a cell means; "" if it is none of statusWords. Nothing is guessed: "not yet approved" is not
// approved.
func statusOf(cell string) guideline.Status {
	written := words(cell)
	for _, status := range guideline.Statuses {
		if slices.Contains(statusWords[status], written) {
			return status
		}
	}
	return ""
}
