package report

import "io"

// Written says which files a command wrote and which it extended, and what their author does next.
func Written(w io.Writer, created, extended, next []string, o Options) error {
	p := newPrinter(w, o)
	for _, path := range created {
		p.line("wrote %v", path)
	}
	for _, path := range extended {
		p.line("extended %v", path)
	}
	p.line("")
	p.line("Next:")
	for i, step := range next {
		p.line("  %v. %v", i+1, step)
	}
	return p.Flush()
}
