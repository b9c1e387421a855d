package spec

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Text is a string of a manifest, or a part of one, that knows its place.
type Text = inventory.Text

// IndexAny finds the first of some bytes after the first byte, which may be a scope's @; else the end of the text.
func IndexAny(t Text, chars string) int {
	if s := t.String(); s != "" {
		if i := strings.IndexAny(s[1:], chars); i >= 0 {
			return i + 1
		}
	}
	return t.Len()
}

// Cut splits name@rest, where name may have a scope. Without an @ the rest is empty.
func Cut(t Text) (name, rest Text) {
	at := IndexAny(t, "@")
	return t.Slice(0, at), t.Slice(min(at+1, t.Len()), t.Len())
}
