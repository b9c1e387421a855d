package report

import (
	"io"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Remarks writes what an author is to look at, a line each. Unlike problems, they keep nothing from being decided.
func Remarks(w io.Writer, remarks []inventory.Problem, o Options) error {
	p := newPrinter(w, o)
	for _, r := range remarks {
		p.line("%v%v", p.place(r.Path, r.Line, r.Column), r.Message)
	}
	return p.Flush()
}
