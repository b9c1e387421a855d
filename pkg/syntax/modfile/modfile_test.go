package modfile_test

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	xmodfile "golang.org/x/mod/modfile"

	"github.com/dna-group/techcheck/pkg/syntax/modfile"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"nothing", "", nil},
		{"line", "module a.b/c\n", []string{"module a.b/c"}},
		{"no final newline", "go 1.22", []string{"go 1.22"}},
		{"block", "require (\n\ta v1 // indirect\n\n\t// note\n\tb v2\n)\n", []string{"require a v1 // indirect", "require b v2"}},
		{"empty blocks", "require ()\nretract (\n) // note\ngo 1.22", []string{"go 1.22"}},
		{"comment without space", "tool a//b", []string{"tool a //b"}},
		{"quoted", "require (\n\"a\" `v1`\n)", []string{"require a v1"}},
		{"escapes stay", `replace a => "C:\\x"`, []string{`replace a => C:\\x`}},
		{"a quoted parenthesis opens nothing", "tool \"(\"\ngo 1.22", []string{"tool (", "go 1.22"}},
		{"punctuation", "retract [v1, v2]", []string{"retract [ v1 , v2 ]"}},
		{"carriage returns", "require (\r\n\ta v1\r\n)\r\n", []string{"require a v1"}},
		{"byte order mark", "\ufeffgo 1.22", []string{"go 1.22"}},
		{"a directive's name in a closed block", "require (\n\ttool v1\n)", []string{"require tool v1"}},

		{"string not closed", "tool a\ntool \"b\ntool c", []string{"tool a", "tool", "tool c", `2:6-8 a quoted string is not closed: close it on its line`}},
		{"other comment", "tool a /* b */", []string{"tool a", `1:8-15 "/*" starts no comment here: use "//"`}},
		{"no-break space", "tool a\u00a0", []string{"tool a", `1:7-9 the character '\u00a0' cannot stand here: remove it`}},
		{"after a block", "tool (\n\ta\n) b\ntool c", []string{"tool a", "tool c", `3:3-4 there is more after ")": move it to a line of its own`}},
		{"block not opened", "\ta\n)\ntool b", []string{"a", "tool b", `2:1-2 ")" closes a block that nothing opens: remove it, or restore the line that opens the block`}},
		{"block not closed", "tool (\n\ta\n\ngo 1.22", []string{"tool a", "go 1.22", `1:1-5 the block is not closed: end it with a line ")"`}},
		{"block in a block", "tool (\n\ta\nuse (\n\tb\n)", []string{"tool a", "use b", `1:1-5 the block is not closed: end it with a line ")"`}},
		{
			"merge conflict", "tool (\n<<<<<<< HEAD\n\ta\n)\n||||||| base\n\tb\n=======\n\tc\n)\n>>>>>>> other\ntool d",
			[]string{"tool a", "tool b", "tool c", "tool d", "2:1-13 a merge conflict is not resolved (both sides were read): resolve it and remove its markers"},
		},
		{
			"conflict within a line not closed", "tool (\n<<<<<<< HEAD\n)\ntool\n=======\n>>>>>>> other\n",
			[]string{"tool", "2:1-13 a merge conflict is not resolved (both sides were read): resolve it and remove its markers", `1:1-5 the block is not closed: end it with a line ")"`},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, format(t, []byte(c.in))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// format writes lines as their words and errors with their place, and checks that a token is the text in its span.
func format(t *testing.T, data []byte) []string {
	t.Helper()
	var out []string
	file := modfile.Parse(data)
	for _, line := range file.Lines {
		out = append(out, strings.Join(words(line), " "))
		for _, arg := range line.Args {
			if got := string(data[arg.Span.Start:arg.Span.End]); got != arg.Text {
				t.Errorf("token %q stands at %q", arg.Text, got)
			}
		}
	}
	for _, e := range file.Errors {
		before := string(data[:e.Span.Start])
		column := len(before) - strings.LastIndexByte(before, '\n')
		out = append(out, fmt.Sprintf("%d:%d-%d %s", strings.Count(before, "\n")+1, column, column+e.Span.End-e.Span.Start, e.Message))
	}
	return out
}

func words(line modfile.Line) []string {
	list := []string{line.Verb.Text}
	for _, arg := range line.Args {
		list = append(list, arg.Text)
	}
	if line.Comment != "" {
		list = append(list, strings.TrimSuffix(line.Comment, "\r"))
	}
	return list
}

// FuzzParse holds that Parse reads every file that golang.org/x/mod reads, word for word and without an error, and that
// any other file does not crash it. (Of escapes and invalid UTF-8 x/mod gives another text.)
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"// Deprecated: no\nmodule \"a.b/c\"\n\ngo 1.22\ntoolchain go1.24.1\r\ngodebug x=y // note\n",
		"require a.b/c v1.0.0 //indirect\nrequire (\n\ta.b/d v1.0.0 // indirect; why\n\t// b\n\t\"a.b/e\" v2.0.0+incompatible\n)\n",
		"exclude a.b/c v1.0.0\nretract [v1.0.0, v1.1.0] // bad\nretract (\n\tv1.2.0\n)\nignore ()\n",
		"replace (\n\ta.b/c v1.0.0 => a.b/x/v2 v2.0.0\n\ta.b/d => \"..\\\\d\"\n\t)\ntool a.b/c/cmd/x\nuse ./a\n",
		"<<<<<<< HEAD\ntool (\n=======\ntool (\n>>>>>>> x\n\tb\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got := modfile.Parse(data)
		syntax := accepted(data)
		if syntax == nil || bytes.ContainsRune(data, '\\') || !utf8.Valid(data) {
			return
		}
		var lines []string
		for _, line := range got.Lines {
			lines = append(lines, fmt.Sprintf("%q", words(line)))
		}
		if diff := cmp.Diff(flatten(syntax), lines); diff != "" || len(got.Errors) > 0 {
			t.Errorf("errors %v, lines (-x/mod +got)\n%s", got.Errors, diff)
		}
	})
}

func unquote(s string) string {
	if text, err := strconv.Unquote(s); err == nil && s[0] == '"' {
		return text
	}
	return s
}

func accepted(data []byte) *xmodfile.FileSyntax {
	asWritten := func(_, version string) (string, error) { return version, nil }
	if f, err := xmodfile.Parse("go.mod", data, asWritten); err == nil {
		return f.Syntax
	}
	if f, err := xmodfile.ParseWork("go.work", data, asWritten); err == nil {
		return f.Syntax
	}
	return nil
}

func flatten(syntax *xmodfile.FileSyntax) []string {
	var lines []string
	for _, stmt := range syntax.Stmt {
		switch stmt := stmt.(type) {
		case *xmodfile.Line:
			lines = append(lines, flattenLine(nil, stmt))
		case *xmodfile.LineBlock:
			for _, line := range stmt.Line {
				lines = append(lines, flattenLine(stmt.Token, line))
			}
		}
	}
	return lines
}

func flattenLine(verb []string, line *xmodfile.Line) string {
	list := slices.Clone(verb)
	for _, token := range line.Token {
		list = append(list, unquote(token))
	}
	for _, comment := range line.Suffix {
		list = append(list, strings.TrimSuffix(comment.Token, "\r"))
	}
	return fmt.Sprintf("%q", list)
}
