package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// printer writes lines of text. It remembers the first write error, which Flush returns.
type printer struct {
	*bufio.Writer
	color bool
	links bool
	width int // of the terminal; 0: there is none
}

func newPrinter(w io.Writer, o Options) *printer {
	return &printer{bufio.NewWriter(w), o.Color, o.Links, o.Width}
}

// line writes one line. Every argument that is not shown already is made harmless, so that no caller can forget it;
// verbs are therefore all %v.
func (p *printer) line(format string, args ...any) {
	// The writer keeps the error for Flush.
	_, _ = p.WriteString(uncommanded(string(made(format, args...))))
	_ = p.WriteByte('\n')
}

// made fills a format of line.
func made(format string, args ...any) shown {
	for i, arg := range args {
		if _, ok := arg.(shown); !ok {
			args[i] = harmless(fmt.Sprint(arg))
		}
	}
	return shown(fmt.Sprintf(format, args...))
}

// prose writes a line; on a terminal it is wrapped at words, and further lines are indented by two columns.
func (p *printer) prose(format string, args ...any) {
	text := made(format, args...)
	if p.width == 0 {
		p.line("%v", text)
		return
	}
	words := strings.TrimLeft(string(text), " ")
	indent := text[:len(text)-len(words)]
	for _, line := range wrap(shown(words), max(p.width, narrowest)-len("  ")) {
		p.line("%v%v", indent, line)
		indent = "  "
	}
}

// style is the number of an ANSI escape sequence (ECMA-48, SGR). Each colour is readable on white and on black, as yellow and
// cyan are not.
type style string

const (
	bold    style = "1"
	dim     style = "2"
	red     style = "1;31"
	magenta style = "1;35"
	blue    style = "1;94"
)

// paint makes a string harmless and colours it, if colours are wanted.
func (p *printer) paint(how style, s string) shown {
	text := harmless(s)
	if !p.color || text == "" {
		return text
	}
	return "\x1b[" + shown(how) + "m" + text + "\x1b[0m"
}

// link makes a string harmless and, where the terminal shows hyperlinks, one to a page of the web (OSC 8).
func (p *printer) link(s, page string) shown {
	text := harmless(s)
	if !p.links || page == "" {
		return text
	}
	return "\x1b]8;;" + shown(page) + "\x1b\\" + text + "\x1b]8;;\x1b\\"
}
