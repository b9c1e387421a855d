package exceptionfile

import (
	"bytes"
	"strings"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Decision is what an owner decides on a request.
type Decision struct {
	Status exception.Status
	By     string
	On     guideline.Date
	Note   string // "": one that is there goes
}

// Decide writes a decision into the file of an exception, which is known to be sound. Every other byte stays: comments, order
// and line ends.
func Decide(data []byte, d Decision) []byte {
	data = set(data, "status", "", quoted(string(d.Status)))
	data = set(data, "decided_by", "status", quoted(d.By))
	data = set(data, "decided_on", "decided_by", string(d.On))
	if root, _ := toml.Parse(data); d.Note != "" || root.Get("note") != nil {
		data = set(data, "note", "decided_on", quoted(d.Note))
	}
	return data
}

// set gives a key a value. A key that is not there is written on a line of its own, after that of another key.
func set(data []byte, key, after, value string) []byte {
	root, _ := toml.Parse(data) // it is sound
	if _, old := root.Lookup(key); old != nil {
		return splice(data, old.Span.Start, old.Span.End, value)
	}
	name, previous := root.Lookup(after)
	start, end, newline := lineEnd(data, previous.Span.End)
	// "status       = " tells how keys are aligned in this file.
	width := bytes.IndexByte(data[name.Span.Start:previous.Span.Start], '=')
	line := key + strings.Repeat(" ", max(1, width-len(key))) + "= " + value
	if start == end { // the last line has no end
		return splice(data, end, end, newline+line)
	}
	return splice(data, end, end, line+newline)
}

// lineEnd finds where the line ends that an offset lies in, before and after what ends it, and what ends lines in this file.
func lineEnd(data []byte, offset int) (before, after int, newline string) {
	newline = "\n"
	if bytes.Contains(data, []byte("\r\n")) {
		newline = "\r\n"
	}
	i := bytes.IndexByte(data[offset:], '\n')
	if i < 0 {
		return len(data), len(data), newline
	}
	return offset + i, offset + i + 1, newline
}

func splice(data []byte, start, end int, text string) []byte {
	return append(append(bytes.Clone(data[:start]), text...), data[end:]...)
}
