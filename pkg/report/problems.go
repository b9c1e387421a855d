package report

import (
	"fmt"
	"io"
	"maps"
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

// maxAlike is up to how many problems that do not matter here are told where all say the same, as of files that a clone lacks.
const maxAlike = 5

func (p *printer) problems(problems []inventory.Problem) {
	told := map[string]int{}
	for _, problem := range problems {
		label := p.paint(red, "problem")
		if problem.Tolerated {
			label = p.paint(magenta, "problem") + " (not of this change)"
			told[problem.Message]++
		}
		if !problem.Tolerated || told[problem.Message] <= maxAlike {
			p.line("%v%v: %v", p.place(problem.Path, problem.Line, problem.Column), label, problem.Message)
		}
	}
	for _, message := range slices.Sorted(maps.Keys(told)) {
		if n := told[message] - maxAlike; n > 0 {
			p.line("%v (not of this change): %v more say: %v", p.paint(magenta, "problem"), n, message)
		}
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
