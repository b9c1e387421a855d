package report

import "io"

// Pruned is an exception's file that is of no use any more.
type Pruned struct {
	Path string
	Why  string
}

// Prune says which files are of no use, and which are kept although they seem so.
func Prune(w io.Writer, pruned, kept []Pruned, o Options) error {
	p := newPrinter(w, o)
	for _, f := range pruned {
		p.line("%v: %v", p.paint(bold, f.Path), f.Why)
	}
	for _, f := range kept {
		p.line("%v stays: %v", p.paint(bold, f.Path), f.Why)
	}
	if len(pruned)+len(kept) > 0 {
		p.line("")
	}
	if len(pruned) == 0 {
		p.line("No exception is to be removed")
	} else {
		p.line("%v to remove", count(len(pruned), "exception"))
	}
	return p.Flush()
}
