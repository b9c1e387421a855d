// Package version tells whether a component's version is in a guideline's `versions`: comparators (< <= = != >= >),
// a comma for and, || for or, ordered as the component's ecosystem orders.
//
// A version in a range stands for itself, and missing numbers are zeros: <1.25 ends before 1.25.0, and <=1.25 leaves
// out 1.25.3, which <1.26 takes in. A leading v does not matter. A pre-release comes before its release: 17.0.0-rc1 is
// in <17.
package version

import (
	"fmt"
	"slices"
	"strings"
)

// Range is a parsed `versions` text, not yet bound to an ecosystem. Every version is in the zero Range.
type Range struct{ comparators []comparator }

// comparator says on which sides of a version the range lies.
type comparator struct {
	or      bool // an || stands before it: it starts an alternative
	sides   sides
	version string // as written, without a leading v
}

type sides struct{ below, at, above bool }

var operators = map[string]sides{
	"<":  {below: true},
	"<=": {below: true, at: true},
	"=":  {at: true},
	"!=": {below: true, above: true},
	">=": {at: true, above: true},
	">":  {above: true},
}

// foreign maps the operators of other grammars to what stands for them here.
var foreign = map[string]string{
	"==": `"="`, "===": `"="`, "=>": `">="`, "=<": `"<="`, "<>": `"!="`, "!": `"!="`, "!==": `"!="`,
	"^": bounds, "~": bounds, "~>": bounds, "~=": bounds,
}

const bounds = `both bounds, such as ">=1.2,<2"`

// RangeError says what is wrong in a `versions` text, where, and what to write instead.
type RangeError struct {
	Offset  int // bytes into the text
	Message string
}

func (e *RangeError) Error() string { return e.Message }

// ParseRange reads a `versions` text. The empty text is the zero Range. Every error is a *RangeError.
func ParseRange(text string) (Range, error) {
	var r Range
	if strings.TrimSpace(text) == "" {
		return r, nil
	}
	offset := 0
	for i, alternative := range strings.Split(text, "||") {
		for j, part := range strings.Split(alternative, ",") {
			c, err := parseComparator(part)
			if err != nil {
				err.Offset += offset
				return Range{}, err
			}
			c.or = i > 0 && j == 0
			r.comparators = append(r.comparators, c)
			offset += len(part) + len(",")
		}
		offset += len("||") - len(",")
	}
	if !Overlap(r, r) {
		return Range{}, &RangeError{0, fmt.Sprintf(`no version can be in %q: if one comparator is enough, write "||"`, text)}
	}
	return r, nil
}

// parseComparator reads one comparator, which blanks may surround. The offset of its error counts from part's start.
func parseComparator(part string) (comparator, *RangeError) {
	text := strings.TrimLeft(part, blanks)
	start := len(part) - len(text)
	rest := strings.TrimLeft(text, "<>=!^~")
	operator := text[:len(text)-len(rest)]
	version := strings.Trim(rest, blanks)
	atVersion := len(part) - len(strings.TrimLeft(rest, blanks))

	fail := func(offset int, format string, args ...any) (comparator, *RangeError) {
		return comparator{}, &RangeError{offset, fmt.Sprintf(format, args...)}
	}
	s, known := operators[operator]
	switch {
	case operator == "" && version == "":
		return fail(start, `a comparator is missing: write one, such as "<1.25"`)
	case operator == "":
		return fail(start, `%q has no comparator: write one before the version, such as "<1.25" or "=1.25.3"`, version)
	case foreign[operator] != "":
		return fail(start, "%q is not a comparator: write %s", operator, foreign[operator])
	case !known:
		return fail(start, "%q is not a comparator: write one of < <= = != >= >", operator)
	case version == "":
		return fail(atVersion, `a version is missing after %q: write one, such as "%s1.25"`, operator, operator)
	case strings.ContainsAny(version, blanks+"<>=^|&"):
		return fail(atVersion, `%q is not one version: write "," (and) or "||" (or) between comparators`, version)
	case slices.ContainsFunc(strings.Split(version, "."), isWildcard):
		return fail(atVersion, "%q is many versions: write %s", version, bounds)
	case !isVersion(trimV(version)):
		return fail(atVersion, `%q is not a version: write one that starts with a number, such as "%s1.25"`, version, operator)
	}
	return comparator{sides: s, version: trimV(version)}, nil
}

const blanks = " \t\r\n"

func isWildcard(number string) bool { return number == "*" || number == "x" || number == "X" }
