package report

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// shown is text that a terminal shows as it is: made by harmless, or by this package itself.
type shown string

// harmless shows control characters, escape sequences, bidirectional marks, everything invisible and invalid UTF-8 as
// escapes: \x1b, \n, \u202e, \xff. A backslash stays as it is, so the way back is not unique; json has the exact text.
func harmless(s string) shown {
	if !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) {
		return shown(s) // most are, and a large result has many
	}
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			quoted := fmt.Sprintf("%+q", r) // '\u202e'
			b.WriteString(quoted[1 : len(quoted)-1])
		}
		s = s[size:]
	}
	return shown(b.String())
}

// ciCommand is what a CI system obeys anywhere in a line of a log: ##[add-mask], ##vso[task.setvariable …].
var ciCommand = regexp.MustCompile(`(?i)##([a-z]*\[)`)

// uncommanded keeps a line of text from being a command to a CI system that reads the log; one that starts with :: is
// obeyed, too.
func uncommanded(line string) string {
	if strings.HasPrefix(strings.TrimLeft(line, " "), "::") {
		line = strings.Replace(line, ":", `\x3a`, 1)
	}
	if !strings.Contains(line, "##") {
		return line
	}
	return ciCommand.ReplaceAllString(line, `#\x23$1`)
}

// logged makes a text harmless where it may be the start of a line in a log.
func logged(s string) string { return uncommanded(string(harmless(s))) }
