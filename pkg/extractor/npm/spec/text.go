package spec

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Text is a string of a manifest, or a part of one, that knows its place. The zero Text is "no text".
type Text struct {
	whole      string
	start, end int
	place      func(start, end int) inventory.Span
}

// NewText is a string of which place gives the bytes in the file that hold a part.
func NewText(s string, place func(start, end int) inventory.Span) Text {
	return Text{s, 0, len(s), place}
}

// Len is the number of its bytes.
func (t Text) Len() int { return t.end - t.start }

func (t Text) String() string { return t.whole[t.start:t.end] }

// Span is its place in the file.
func (t Text) Span() inventory.Span { return t.place(t.start, t.end) }

// HasPrefix tells what the text starts with.
func (t Text) HasPrefix(prefix string) bool { return strings.HasPrefix(t.String(), prefix) }

// Slice is a part of a text, counted from its start.
func (t Text) Slice(start, end int) Text {
	t.start, t.end = t.start+start, t.start+end
	return t
}

// Trim cuts blanks from both ends.
func (t Text) Trim() Text {
	s := t.String()
	start := len(s) - len(strings.TrimLeft(s, " \t\r\n"))
	return t.Slice(start, start+len(strings.TrimSpace(s)))
}

// IndexAny finds the first of some bytes after the first byte, which may be a scope's @; else the end of the text.
func (t Text) IndexAny(chars string) int {
	if s := t.String(); s != "" {
		if i := strings.IndexAny(s[1:], chars); i >= 0 {
			return i + 1
		}
	}
	return t.Len()
}

// Cut splits name@rest, where name may have a scope. Without an @ the rest is empty.
func (t Text) Cut() (name, rest Text) {
	at := t.IndexAny("@")
	return t.Slice(0, at), t.Slice(min(at+1, t.Len()), t.Len())
}
