package setupcfg

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// text is a part of a line, and where it starts in the file.
type text struct {
	string
	start int
}

func (t text) span(start, end int) inventory.Span {
	return inventory.Span{Start: t.start + start, End: t.start + end}
}

func (t text) slice(start, end int) text { return text{t.string[start:end], t.start + start} }

func (t text) trim() text {
	start := len(t.string) - len(strings.TrimLeftFunc(t.string, unicode.IsSpace))
	return t.slice(start, start+len(strings.TrimSpace(t.string)))
}

// option is a key of a section with the lines of its value, without blank ones and comments.
type option struct {
	section string
	key     text
	value   []text
}

// options reads an INI file as Python's configparser does: a value goes on in lines that are indented, and a comment is a
// line of its own.
func options(data []byte) []option {
	var all []option
	section := ""
	for at := len(data) - len(bytes.TrimPrefix(data, []byte(syntax.BOM))); at < len(data); {
		line, _, _ := bytes.Cut(data[at:], []byte("\n"))
		whole := text{string(line), at}
		at += len(line) + 1
		t := whole.trim()
		switch {
		case t.string == "" || strings.ContainsAny(t.string[:1], "#;"):
		case strings.ContainsAny(whole.string[:1], " \t"):
			if len(all) > 0 && all[len(all)-1].section == section {
				last := &all[len(all)-1]
				last.value = append(last.value, t)
			}
		case strings.HasPrefix(t.string, "["):
			section = strings.TrimSpace(strings.Trim(t.string, "[]"))
		default:
			all = append(all, newOption(section, t))
		}
	}
	return all
}

func newOption(section string, t text) option {
	end := strings.IndexAny(t.string, "=:")
	if end < 0 {
		return option{section: section, key: t}
	}
	o := option{section: section, key: t.slice(0, end).trim()}
	if value := t.slice(end+1, len(t.string)).trim(); value.string != "" {
		o.value = []text{value}
	}
	return o
}
