package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/dna-group/techcheck/pkg/testrun"
)

// Tests writes what the tests of a policy came to: each failure with its reason, coverage if it was asked for, and counts.
func Tests(w io.Writer, run *testrun.Run, o Options) error {
	p := newPrinter(w, o)
	for i := range run.Results {
		if r := &run.Results[i]; r.Outcome == testrun.Failed {
			p.failure(r)
		}
	}
	if run.Coverage != nil {
		p.coverage(run.Coverage)
	}
	p.line("%v", joined(", ", count(run.Count(testrun.Passed), "test")+" passed",
		numbered(run.Count(testrun.Failed), "failed"), numbered(run.Count(testrun.Skipped), "still to be done")))
	return p.Flush()
}

// numbered writes a number before what it counts, and says nothing of nothing.
func numbered(n int, what string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d %s", n, what)
}

func (p *printer) failure(r *testrun.Result) {
	p.line("%v%v", p.place(r.Path, r.Line, 0), p.paint(red, joined(": ", "failed", r.Name)))
	for _, line := range r.Details {
		p.line("  %v", line)
	}
	p.line("")
}

// coverage writes how much of each module is covered, and the lines that are not.
func (p *printer) coverage(files []testrun.Coverage) {
	rows := [][]string{{"module", "lines covered", "lines that no test evaluates"}}
	for _, f := range files {
		missing := make([]string, len(f.NotCovered))
		for i, lines := range f.NotCovered {
			missing[i] = fmt.Sprint(lines.First)
			if lines.Last > lines.First {
				missing[i] += fmt.Sprintf("-%d", lines.Last)
			}
		}
		rows = append(rows, []string{f.Path, fmt.Sprintf("%d of %d", f.Covered, f.Total), cmp.Or(strings.Join(missing, ", "), "none")})
	}
	p.table(rows)
	p.line("")
}
