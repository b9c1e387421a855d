// Package markdown makes text that others wrote harmless in GitHub Flavored Markdown (https://github.github.com/gfm/).
package markdown

import (
	"regexp"
	"strings"
	"unicode"
)

// special are the characters that mean something in the middle of a line; | ends a cell of a table.
var special = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `\<`, `>`, `\>`, `|`, `\|`, `#`, `\#`, `~`, `\~`, `&`, `\&`, `!`, `\!`,
	`@`, "@\u2060", // a word joiner, invisible: else it mentions somebody
)

// blockStart is what means something at the start of a line only: a list, a rule, an underlined title.
var blockStart = regexp.MustCompile(`^(\d*)([.)])|^([-+=])`)

// Text shows s as it is, on one line, wherever text may stand: in a paragraph, a title, a cell of a table or a link.
func Text(s string) string {
	return blockStart.ReplaceAllString(special.Replace(line(s)), `$1\$2$3`)
}

// address is one of the web, without the punctuation of a text around it.
var address = regexp.MustCompile(`https?://(?:[!-'*-;=?-~]*(?:[0-9A-Za-z/#&=+$%_-]|\([!-'*-;=?-~]*\)))+`)

// Linked is Text with addresses as links: of one that is escaped, readers would link what the escapes make of it.
func Linked(s string) string {
	if !strings.Contains(s, "://") {
		return Text(s) // as most are
	}
	s = line(s)
	var b strings.Builder
	end := 0
	for _, at := range address.FindAllStringIndex(s, -1) {
		b.WriteString(special.Replace(s[end:at[0]]) + "<" + destination(s[at[0]:at[1]]) + ">")
		end = at[1]
	}
	return blockStart.ReplaceAllString(b.String()+special.Replace(s[end:]), `$1\$2$3`)
}

// Code shows s as code, on one line; not in a table, where | would end the cell.
func Code(s string) string {
	s = line(s)
	if s == "" {
		return ""
	}
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if fence != "`" {
		s = " " + s + " "
	}
	return fence + s + fence
}

// Link links text, shown as it is, to an address.
func Link(text, address string) string { return "[" + Text(text) + "](" + destination(address) + ")" }

// destination writes an address so that neither the link nor a table's cell ends in it.
func destination(address string) string {
	return strings.NewReplacer(
		" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "|", "%7C", `\`, "%5C", "`", "%60", `"`, "%22", "*", "%2A",
	).Replace(line(address))
}

// line makes s one line without what is invisible.
func line(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' && r != ' ' || r > '~' }) && !strings.Contains(s, "  ") {
		return strings.Trim(s, " ") // most are, and a large report has many
	}
	visible := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsPrint(r):
			return r
		}
		return -1
	}, s)
	return strings.Join(strings.Fields(visible), " ")
}

// defuser breaks what would be a mention, a link, an image, a tag or a reference by a word joiner, which nobody sees.
var defuser = strings.NewReplacer("@", "@\u2060", "](", "]\u2060(", "][", "]\u2060[", "]:", "]\u2060:", "<", "<\u2060", "![", "!\u2060[", "&#", "&\u2060#")

// Plain makes s harmless for readers of which some show Markdown and some show text as it is: it means nothing in the
// former, and reads the same in the latter. Emphasis and code may come through.
func Plain(s string) string { return defuser.Replace(line(s)) }
