package report

import (
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// TestRegion holds that columns are those of UTF-16, as code scanning counts, and that no region is empty.
func TestRegion(t *testing.T) {
	at := func(line, column, endLine, endColumn int) inventory.Location {
		return inventory.Location{Path: "f", Line: line, Column: column, EndLine: endLine, EndColumn: endColumn}
	}
	long := strings.Repeat("ä", convertible)
	for name, test := range map[string]struct {
		at      inventory.Location
		excerpt string
		want    span
	}{
		"ascii":             {at(3, 2, 3, 5), "\tabc", span{3, 2, 5}},
		"two bytes":         {at(3, 4, 3, 7), "ä abc", span{3, 3, 6}},
		"three bytes":       {at(3, 8, 3, 11), "漢字 abc", span{3, 4, 7}},
		"a surrogate pair":  {at(3, 6, 3, 9), "👍 abc", span{3, 4, 7}},
		"wide in the span":  {at(3, 1, 3, 8), "漢👍", span{3, 1, 4}},
		"invalid":           {at(3, 3, 3, 4), "\xff\xfea", span{3, 3, 4}},
		"to the next line":  {at(3, 4, 4, 2), "ä abc", span{3, 3, 6}},
		"behind the line":   {at(3, 6, 3, 9), "ä", span{3, 5, 8}},
		"empty":             {at(3, 2, 3, 2), "abc", span{3, 2, 3}},
		"no excerpt":        {at(3, 2, 3, 5), "", span{3, 2, 5}},
		"nowhere":           {at(0, 0, 0, 0), "", span{1, 1, 2}},
		"far to the right":  {at(3, 2*convertible, 3, 2*convertible+3), long, span{3, 2 * convertible, 2*convertible + 3}},
		"next, no excerpt":  {at(3, 2, 4, 5), "", span{3, 2, 3}},
		"as far as we read": {at(3, convertible+1, 3, convertible+3), long, span{3, convertible/2 + 1, convertible + 3}},
	} {
		if got := region(test.at, test.excerpt); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}
