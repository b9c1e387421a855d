// Package exceptionfile writes the files of exceptions: new requests, and decisions in those that are there. What it writes is
// read again by pkg/exception, which says whether it counts; it opens no file itself.
package exceptionfile

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/guideline"
)

// Text is the file of a request.
func Text(e *exception.Exception) string {
	var b strings.Builder
	add := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%-12s = %s\n", key, value)
		}
	}
	add("guideline", quoted(e.Guideline))
	add("component", optional(e.Component))
	add("technology", optional(e.Technology))
	add("repositories", list(e.Repositories))
	add("paths", list(e.Paths))
	add("versions", optional(e.Versions))
	add("reason", quoted(e.Reason))
	add("ticket", optional(e.Ticket))
	add("requested_by", quoted(e.RequestedBy))
	add("requested_on", string(e.RequestedOn))
	add("status", quoted(string(exception.Requested)))
	add("expires_on", string(e.ExpiresOn))
	add("decision", quoted(e.Decision))
	add("renews", optional(e.Renews))
	return b.String()
}

func optional(text string) string {
	if text == "" {
		return ""
	}
	return quoted(text)
}

func list(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	all := make([]string, len(texts))
	for i, text := range texts {
		all[i] = quoted(text)
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// quoted writes a text as a basic string of TOML (toml.io/en/v1.0.0#string). What a reader would not see is escaped.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(text, "\uFFFD") {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			fmt.Fprintf(&b, `\U%08X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// Literal writes a path as the glob that matches it alone. It is false of a path that no text can hold.
func Literal(path string) (glob string, ok bool) {
	return globSpecial.Replace(path), utf8.ValidString(path)
}

var globSpecial = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`, `]`, `\]`, `{`, `\{`, `}`, `\}`)

// compact is a day in an id: 20261122.
func compact(day guideline.Date) string { return strings.ReplaceAll(string(day), "-", "") }
