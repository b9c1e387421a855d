package report

import (
	"io"

	"github.com/dna-group/techcheck/pkg/scan"
)

// Concise is for grep, editors and agents.
var Concise = &Format{
	Name:  "concise",
	Doc:   "for grep, editors and agents: a line for each finding, and a summary",
	Lines: true,
	Write: writeConcise,
}

func writeConcise(w io.Writer, r *scan.Result, o Options) error {
	p := newPrinter(w, o)
	shown := listed(r, o)
	if o.Quiet && len(shown) == 0 && !r.Undecided() {
		return nil
	}
	for _, f := range shown {
		p.line("%v%v: %v", p.place(f.Location.Path, f.Location.Line, f.Location.Column), p.paint(levelStyles[f.Level], string(f.Level)), told(r.Policy, f))
	}
	for i := range r.Exceptions {
		if st := &r.Exceptions[i]; !o.Quiet && attention(r.Policy, st) != "" {
			p.line("%v%v: exception %v %v", p.place(st.Path, 0, 0), p.paint(blue, "note"), st.ID, attention(r.Policy, st))
		}
	}
	p.summary(r, o)
	return p.Flush()
}
