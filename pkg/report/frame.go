package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/dna-group/techcheck/pkg/inventory"
)

const (
	frameWidth = 120  // columns that a code frame takes at most where there is no terminal
	narrowest  = 40   // columns that are taken in any case: a narrower terminal breaks the lines
	frameEdge  = 10   // columns kept on either side of a long span
	frameReach = 1000 // bytes beside the span's edges that are looked at: minified JSON has lines of megabytes
)

// frame shows the line of a location, with carets of a style under the span.
func (p *printer) frame(at inventory.Location, excerpt string, carets style) {
	if at.Line == 0 || excerpt == "" {
		return
	}
	gutter := fmt.Sprintf("%5d | ", at.Line)
	before, span, after := split(at, excerpt)
	before, span, after = fit(before, span, after, p.columns()-len(gutter)-1) // 1: a caret may stand after the line's end
	p.line("%v%v%v%v", p.paint(dim, gutter), before, span, after)

	gutter = strings.Repeat(" ", len(gutter)-len("| ")) + "| "
	p.line("%v%v%v", p.paint(dim, gutter), pad("", width(before)), p.paint(carets, strings.Repeat("^", max(1, width(span)))))
}

// columns is how wide a line of code may be.
func (p *printer) columns() int {
	if p.width == 0 {
		return frameWidth
	}
	return max(p.width, narrowest)
}

// split cuts a location's first line into what stands before, in and after the span. A span that goes on in the next
// line reaches to the line's end.
func split(at inventory.Location, line string) (before, span, after shown) {
	start := min(max(at.Column-1, 0), len(line))
	end := len(line)
	if at.EndLine <= at.Line {
		end = min(max(at.EndColumn-1, start), end)
	}
	return code(lastBytes(line[:start])), code(firstBytes(line[start:end])), code(firstBytes(line[end:]))
}

// fit shortens the three parts of a line so that they fit into the given columns, and the span is still seen in its
// surroundings.
func fit(before, span, after shown, columns int) (shown, shown, shown) {
	if width(before)+width(span)+width(after) <= columns {
		return before, span, after
	}
	span = cutEnd(span, columns-2*frameEdge)
	rest := columns - width(span)
	before = cutStart(before, max(rest/2, rest-width(after)))
	after = cutEnd(after, rest-width(before))
	return before, span, after
}

// snippet shows a location's first line in at most the given columns, without what indents it.
func snippet(at inventory.Location, excerpt string, columns int) shown {
	before, span, after := split(at, excerpt)
	before, span, after = fit(shown(strings.TrimLeft(string(before), " ")), span, shown(strings.TrimRight(string(after), " ")), columns)
	return before + span + after
}

// code shows a piece of a manifest; a tab is four columns wide.
func code(s string) shown {
	return harmless(strings.ReplaceAll(s, "\t", "    "))
}

func firstBytes(s string) string {
	if len(s) <= frameReach {
		return s
	}
	end := frameReach
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}

func lastBytes(s string) string {
	if len(s) <= frameReach {
		return s
	}
	start := len(s) - frameReach
	for start < len(s) && !utf8.RuneStart(s[start]) {
		start++
	}
	return "…" + s[start:]
}
