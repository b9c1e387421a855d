package packagejson

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// text is a string of the manifest or a part of one: Text[start:end] of its node. The zero text is "no text", and so is
// that of a value that is no string.
type text struct {
	node       *json.Node
	start, end int
}

func whole(n *json.Node) text { return text{n, 0, len(n.Text)} }

func (t text) len() int { return t.end - t.start }

func (t text) String() string {
	if t.node == nil {
		return ""
	}
	return t.node.Text[t.start:t.end]
}

func (t text) span() inventory.Span { return t.node.Part(t.start, t.end) }

func (t text) hasPrefix(prefix string) bool { return strings.HasPrefix(t.String(), prefix) }

// slice is a part of a text, counted from its start.
func (t text) slice(start, end int) text { return text{t.node, t.start + start, t.start + end} }

func (t text) trim() text {
	s := t.String()
	start := len(s) - len(strings.TrimLeft(s, " \t\r\n"))
	return t.slice(start, start+len(strings.TrimSpace(s)))
}

// indexAny finds the first of some bytes after the first byte, which may be a scope's @; else the end of the text.
func (t text) indexAny(chars string) int {
	if s := t.String(); s != "" {
		if i := strings.IndexAny(s[1:], chars); i >= 0 {
			return i + 1
		}
	}
	return t.len()
}

// cut splits name@rest, where name may have a scope. Without an @ the rest is empty.
func (t text) cut() (name, rest text) {
	at := t.indexAny("@")
	return t.slice(0, at), t.slice(min(at+1, t.len()), t.len())
}
