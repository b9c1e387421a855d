package report

import (
	"fmt"
	"io"
	"slices"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/scan"
)

// Problems writes what could not be read or decided, a line each. It goes to standard error, before a report in text.
func Problems(w io.Writer, problems []inventory.Problem, o Options) error {
	p := newPrinter(w, o)
	p.problems(problems)
	return p.Flush()
}

func (p *printer) problems(problems []inventory.Problem) {
	for _, problem := range problems {
		label := p.paint(red, "problem")
		if problem.Tolerated {
			label = p.paint(magenta, "problem") + " (not of this change)"
		}
		p.line("%v%v: %v", p.place(problem.Path, problem.Line, problem.Column), label, problem.Message)
	}
}

// place starts a line that is about a place, as editors recognise it: "go.mod:14:2: ". What is 0 or "" is left out.
func (p *printer) place(path string, line, column int) shown {
	if path == "" {
		return ""
	}
	at := path
	if line > 0 {
		at = fmt.Sprintf("%s:%d", at, line)
		if column > 0 {
			at = fmt.Sprintf("%s:%d", at, column)
		}
	}
	return p.paint(bold, at) + ": "
}

// blocking are the problems that keep techcheck from deciding.
func blocking(r *scan.Result) []inventory.Problem {
	return slices.DeleteFunc(slices.Clone(r.Problems), func(p inventory.Problem) bool { return p.Tolerated })
}
