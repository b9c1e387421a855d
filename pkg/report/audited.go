package report

import (
	"io"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Audited sums up what is wrong with so many files of exceptions.
func Audited(w io.Writer, files int, problems []inventory.Problem, o Options) error {
	p := newPrinter(w, o)
	if len(problems) == 0 {
		p.line("%v: nothing is wrong", count(files, "exception"))
	} else {
		p.line("%v in %v", count(len(problems), "problem"), count(files, "exception"))
	}
	return p.Flush()
}
