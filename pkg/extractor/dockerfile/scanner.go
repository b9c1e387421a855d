package dockerfile

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moby/buildkit/frontend/dockerfile/command"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// maxLine is the longest line that BuildKit's parser reads, its line end included.
const maxLine = 65_536

// unreadable stands for each NUL and each byte that is not UTF-8: BuildKit's lexer would complain about them on stderr.
const unreadable = '\x1a'

// scanner splits a Dockerfile into instructions by the rules of BuildKit's parser (frontend/dockerfile/parser), but it
// keeps positions and never gives up: what BuildKit refuses costs no other instruction. A test compares the two.
type scanner struct {
	data     string // of the file's length, without what is unreadable
	offset   int
	escape   byte
	template bool // template markup stands where Docker would refuse it
	open     bool // a heredoc does not end, so no further one is looked for
	refusals
}

func newScanner(data []byte) *scanner {
	s := &scanner{data: readable(data), escape: '\\'}
	if strings.HasPrefix(s.data, syntax.BOM) {
		s.offset = len(syntax.BOM)
	}
	s.directives()
	return s
}

// readable returns data with each unreadable byte replaced.
func readable(data []byte) string {
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return string(data)
	}
	data = bytes.Clone(data)
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			data[i] = unreadable
		}
		i += size
	}
	return string(data)
}

// directives reads the escape character from the comments at the top.
func (s *scanner) directives() {
	top := *s
	var directives parser.DirectiveParser
	for top.offset < len(top.data) {
		start, line := top.line()
		directive, err := directives.ParseLine([]byte(strings.TrimLeftFunc(line, unicode.IsSpace)))
		invalid := err == nil && directive != nil && directive.Name == "escape" && directive.Value != "`" && directive.Value != `\`
		switch {
		case err != nil:
			s.refuse(inventory.Span{Start: start}, "Docker refuses this line: %v; remove it", err)
		case invalid:
			s.refuse(inventory.Span{Start: start}, "Docker refuses this line: the escape character is \\ or `; correct it")
		case directive == nil:
			return
		case directive.Name == "escape":
			s.escape = directive.Value[0]
		}
	}
}

// next returns the next instruction, and false at the end of the file.
func (s *scanner) next() (text, bool) {
	for s.offset < len(s.data) {
		start, line := s.line()
		rest := skipMarkup(line)
		if len(rest) < len(line) && startsWithMarkup(line) {
			s.template = true
		}
		start += len(line) - len(rest)
		if len(rest) == 0 || rest[0] == '#' {
			continue
		}
		instruction := s.join(start, rest)
		if strings.TrimSpace(instruction.s) == "" {
			continue
		}
		s.skipHeredocs(instruction)
		return instruction, true
	}
	return text{}, false
}

// join appends the lines that continue an instruction's first line. Comments and empty lines between them are left out.
func (s *scanner) join(start int, line string) text {
	var joined strings.Builder
	var at []int
	for {
		part, continued := s.cutContinuation(line)
		joined.WriteString(part)
		for i := range len(part) {
			at = append(at, start+i)
		}
		if !continued || s.offset >= len(s.data) {
			return text{joined.String(), at}
		}
		start, line = s.continuation()
	}
}

// continuation returns the next line that is neither empty nor a comment, and an empty one at the end of the file.
func (s *scanner) continuation() (start int, line string) {
	for s.offset < len(s.data) {
		start, line = s.line()
		trimmed := strings.TrimLeftFunc(line, unicode.IsSpace)
		s.template = s.template || startsWithMarkup(trimmed)
		if len(trimmed) > 0 && trimmed[0] != '#' {
			return start, line
		}
	}
	return len(s.data), ""
}

// line returns the next line and its offset, without its end.
func (s *scanner) line() (start int, line string) {
	start = s.offset
	line, _, _ = strings.Cut(s.data[start:], "\n")
	s.offset = min(start+len(line)+1, len(s.data))
	if s.offset-start >= maxLine {
		s.refuse(inventory.Span{Start: start}, "this line is longer than the 65,535 bytes that Docker reads; break it")
	}
	return start, strings.TrimRight(line, "\r\n")
}

// cutContinuation cuts the escape character that ends a line, and blanks after it. A doubled one continues nothing.
func (s *scanner) cutContinuation(line string) (rest string, continued bool) {
	trimmed := strings.TrimRight(line, " \t")
	last := len(trimmed) - 1
	if last < 0 || trimmed[last] != s.escape || last > 0 && trimmed[last-1] == s.escape {
		return line, false
	}
	return trimmed[:last], true
}

// skipHeredocs moves behind the heredocs that an instruction opens. One without an end hides nothing.
func (s *scanner) skipHeredocs(instruction text) {
	if s.open || !strings.Contains(instruction.s, "<<") || syntax.Guard([]byte(instruction.s)) != nil || !s.mayHoldHeredoc(instruction) {
		return
	}
	lex := shell.NewLex('\\')
	lex.RawQuotes, lex.RawEscapes, lex.SkipUnsetEnv = true, true, true
	words, _ := lex.ProcessWords(instruction.s, shell.EnvsFromSlice(nil))
	start := s.offset
	for _, word := range words {
		heredoc, err := parser.ParseHeredoc(word)
		if err != nil || heredoc == nil {
			continue
		}
		if !s.skipHeredoc(heredoc) {
			s.open, s.offset = true, start
			s.refuse(instruction.span(), "Docker refuses this instruction: nothing ends its heredoc; add a line %s", short(heredoc.Name))
			return
		}
	}
}

func (s *scanner) skipHeredoc(heredoc *parser.Heredoc) (ended bool) {
	for s.offset < len(s.data) {
		_, line := s.line()
		if heredoc.Chomp {
			line = strings.TrimLeft(line, "\t")
		}
		if line == heredoc.Name {
			return true
		}
	}
	return false
}

// mayHoldHeredoc tells whether the instruction is one of those that have heredocs, and not in its JSON form.
func (s *scanner) mayHoldHeredoc(instruction text) bool {
	keyword, rest := splitKeyword(instruction)
	if strings.EqualFold(keyword.s, command.Onbuild) {
		keyword, rest = splitKeyword(rest)
	}
	switch strings.ToLower(keyword.s) {
	case command.Run, command.Copy, command.Add:
		_, rest = splitFlags(rest, s.escape)
		var list []string
		return json.Unmarshal([]byte(rest.s), &list) != nil
	}
	return false
}
