package dockerfile

import (
	"path"
	"slices"
	"strings"
	"unicode"
)

// brackets enclose the markup of Go templates, Jinja, ERB, EEx and their kin; Backstage's has a $ in front.
var brackets = []struct{ start, end string }{{"${{", "}}"}, {"{{", "}}"}, {"{%", "%}"}, {"{#", "#}"}, {"<%", "%>"}}

// maxMarkup is how far the end of markup is looked for.
const maxMarkup = 1024

// markup returns the length of the template markup that s starts with, 0 if it starts with none.
func markup(s string) int {
	for _, b := range brackets {
		if rest, found := strings.CutPrefix(s, b.start); found {
			if end := strings.Index(rest[:min(len(rest), maxMarkup)], b.end); end >= 0 {
				return len(b.start) + end + len(b.end)
			}
		}
	}
	return 0
}

// holdsMarkup tells whether template markup stands anywhere in s.
func holdsMarkup(s string) bool {
	return slices.ContainsFunc(brackets, func(b struct{ start, end string }) bool {
		_, rest, found := strings.Cut(s, b.start)
		return found && strings.Contains(rest, b.end)
	})
}

// startsWithMarkup tells whether a line starts with template markup, or with the end of such.
func startsWithMarkup(line string) bool {
	line = strings.TrimLeftFunc(line, unicode.IsSpace)
	return slices.ContainsFunc(brackets, func(b struct{ start, end string }) bool {
		return strings.HasPrefix(line, b.start) || strings.HasPrefix(line, b.end)
	})
}

// skipMarkup cuts blanks and template markup from the start of a line: also the end of markup that an earlier line
// opened, and everything if the line opens markup that a later one ends.
func skipMarkup(line string) string {
	for {
		line = strings.TrimLeftFunc(line, unicode.IsSpace)
		if !startsWithMarkup(line) {
			return line
		}
		length := markup(line)
		for _, b := range brackets {
			if length == 0 && strings.HasPrefix(line, b.end) {
				length = len(b.end)
			}
		}
		if length == 0 {
			return ""
		}
		line = line[length:]
	}
}

// templateExtensions are those of template languages. In their files every line may be one that only exists before rendering.
var templateExtensions = []string{
	".eex", ".ejs", ".erb", ".gotmpl", ".hbs", ".in", ".j2", ".jinja", ".jinja2", ".m4", ".mustache", ".template", ".tmpl", ".tpl", ".tt",
}

func isTemplate(name string) bool {
	return slices.Contains(templateExtensions, strings.ToLower(path.Ext(name)))
}
