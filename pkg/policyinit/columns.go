package policyinit

import (
	"slices"
	"strings"
	"unicode"
)

// row is a row of the table: its cells, each on one line, by what their column means.
type row struct {
	line                                                                           int
	technology, status, reason, owner, instead, category, until, reviewBy, address string
	others                                                                         []string // of columns that are not read, each with its header
}

// column is a kind of column, and the words that people write above it, folded by words.
type column struct {
	means string
	words []string
	cell  func(*row) *string
}

// columns are the columns that an import reads. The first two must be there.
var columns = []column{
	{"the technology", []string{"technology", "name", "tool", "product", "software", "technologies"},
		func(r *row) *string { return &r.technology }},
	{"the status", []string{"status", "ring", "state", "verdict", "recommendation"},
		func(r *row) *string { return &r.status }},
	{"the reason", []string{"reason", "why", "comment", "comments", "rationale", "note", "notes", "remark", "remarks", "description"},
		func(r *row) *string { return &r.reason }},
	{"the owner", []string{"owner", "team", "owned by", "responsible", "contact"},
		func(r *row) *string { return &r.owner }},
	{"what to use instead", []string{"use instead", "alternative", "alternatives", "replacement", "replacements", "replaced by", "instead", "successor"},
		func(r *row) *string { return &r.instead }},
	{"the category", []string{"category", "type", "area", "quadrant"},
		func(r *row) *string { return &r.category }},
	{"the last day", []string{"until", "sunset", "end of life", "eol", "retire by", "tolerated until", "supported until", "end date", "deadline"},
		func(r *row) *string { return &r.until }},
	{"the review date", []string{"review", "review by", "next review", "review date"},
		func(r *row) *string { return &r.reviewBy }},
	{"the link", []string{"link", "links", "url", "more"},
		func(r *row) *string { return &r.address }},
}

// columnOf is the kind of column that a header means: the whole of it, else its first word that says so. -1: none.
func columnOf(header string) int {
	header = words(header)
	for _, phrase := range append([]string{header}, strings.Fields(header)...) {
		for i := range columns {
			if slices.Contains(columns[i].words, phrase) {
				return i
			}
		}
	}
	return -1
}

// words leaves the letters of a text, in lower case, with one space between words. What stands in brackets is left out.
func words(text string) string {
	depth := 0
	letters := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("([{", r):
			depth++
		case strings.ContainsRune(")]}", r):
			depth = max(depth-1, 0)
		case depth == 0 && unicode.IsLetter(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, text)
	return strings.Join(strings.Fields(letters), " ")
}

// oneLine is a cell without line breaks and invisible characters.
func oneLine(cell string) string {
	visible := strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, cell)
	return strings.Join(strings.Fields(visible), " ")
}
