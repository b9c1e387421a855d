package cli

import (
	"strings"
	"testing"
	"time"
)

// written tells when something is written, and what.
type written struct {
	text strings.Builder
	told chan string
}

func (w *written) Write(data []byte) (int, error) {
	w.told <- string(data)
	return w.text.Write(data)
}

func TestProgress(t *testing.T) {
	w := &written{told: make(chan string, 9)}
	done := say(w, "scanning", 0)
	<-w.told
	done()
	done()
	if got := w.text.String(); got != "scanning\r\x1b[K" {
		t.Errorf("%q", got)
	}
}

// TestNoProgress holds that a command which is done in time says nothing, now or later, and that a log is told nothing.
func TestNoProgress(t *testing.T) {
	w := &written{told: make(chan string, 9)}
	say(w, "scanning", time.Hour)()
	(&program{Streams: Streams{Err: w}}).progress("scanning", false)()
	if got := w.text.String(); got != "" {
		t.Errorf("%q", got)
	}
}
