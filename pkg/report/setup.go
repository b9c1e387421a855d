package report

import (
	"io"
	"strings"

	"github.com/dna-group/techcheck/pkg/setup"
)

// Edits shows what becomes of each file, before anything is written.
func Edits(w io.Writer, edits []setup.Edit, o Options) error {
	p := newPrinter(w, o)
	for _, e := range edits {
		why := ""
		switch e.Action {
		case setup.Keep:
			why = ": " + e.Why
		case setup.ByHand:
			why = ", as " + e.Why + ": add"
		}
		p.line("%v%v", p.paint(bold, string(e.Action)+" "+e.Path), why)
		if e.Text != "" {
			for line := range strings.Lines(strings.Trim(e.Text, "\r\n") + "\n") {
				p.line("%v", strings.TrimRight("    "+line, " \r\n"))
			}
		}
		p.line("")
	}
	return p.Flush()
}
