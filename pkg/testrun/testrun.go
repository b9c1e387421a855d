// Package testrun holds what the tests of a policy come to: those in Rego, which pkg/policy runs, and cases of manifests,
// which pkg/policytest runs.
package testrun

import (
	"cmp"
	"slices"
)

// Outcome is how a test ended.
type Outcome int

// The outcomes. A test is skipped if its author says that it is still to be done.
const (
	Passed Outcome = iota
	Failed
	Skipped
)

// Result is what one test came to.
type Result struct {
	Name    string // of a Rego test, with its package; "" of a case: the file is all of it
	Path    string
	Line    int // 0: the whole file
	Outcome Outcome
	Details []string // lines that say why it failed, or what else is to be told
}

// Coverage says which lines of a module no test evaluates.
type Coverage struct {
	Path       string
	Covered    int // lines
	Total      int // lines that can be covered
	NotCovered []Lines
}

// Lines are lines of a file, from the first to the last.
type Lines struct{ First, Last int }

// Run is everything that the tests of a policy came to.
type Run struct {
	Results  []Result
	Coverage []Coverage // by path; nil unless asked for
}

// Count counts the tests with an outcome.
func (r *Run) Count(o Outcome) int {
	n := 0
	for i := range r.Results {
		if r.Results[i].Outcome == o {
			n++
		}
	}
	return n
}

// Compare orders results by place, then name.
func Compare(a, b Result) int {
	return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Name, b.Name))
}

// Sort puts the results into their order.
func (r *Run) Sort() { slices.SortFunc(r.Results, Compare) }
