package cli

import (
	"io"
	"sync"
	"time"
)

// patience is how long a command may be silent on a terminal.
const patience = 500 * time.Millisecond

// progress says on a terminal what takes so long, once it does. The returned function takes that away again, before
// anything else is written; calling it twice does no harm.
func (p *program) progress(what string, verbose bool) (done func()) {
	if verbose || !isTerminal(p.Err) || env("TERM") == "dumb" || env("CI") != "" {
		return func() {}
	}
	return say(p.Err, what, patience)
}

// say writes a line that can be taken away again, after a while.
func say(w io.Writer, what string, after time.Duration) (done func()) {
	var lock sync.Mutex
	said, over := false, false
	timer := time.AfterFunc(after, func() {
		lock.Lock()
		defer lock.Unlock()
		if !over {
			_, _ = io.WriteString(w, what) // nothing is lost with it
			said = true
		}
	})
	return func() {
		timer.Stop()
		lock.Lock()
		defer lock.Unlock()
		if said && !over {
			_, _ = io.WriteString(w, "\r\x1b[K") // ECMA-48, EL: erase to the line's end
		}
		over = true
	}
}
