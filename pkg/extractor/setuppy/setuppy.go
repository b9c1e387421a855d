// Package setuppy reads what setup.py, the oldest manifest of setuptools, says literally: lists of strings in the arguments
// of setup, and in the variables that they name. It never runs the file.
// Source: setuptools.pypa.io/en/latest/references/keywords.html.
package setuppy

import (
	"bytes"
	"errors"
	"strings"
	"unicode"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
)

// Extractor reads setup.py files.
var Extractor = &extractor.Extractor{
	Name:      "setuppy",
	Doc:       "Python projects of setuptools, as far as they are literal",
	Ecosystem: "Python",
	Files:     []string{"setup.py"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language},
	Match:     extractor.Base("setup.py"),
	Extract:   extract,
}

// arguments are those of setup that hold requirements.
var arguments = map[string]inventory.Scope{
	"install_requires": inventory.Runtime,
	"setup_requires":   inventory.Build,
	"tests_require":    inventory.Test,
	"extras_require":   inventory.Optional,
}

func extract(f *extractor.File) {
	if guard, ok := errors.AsType[*syntax.GuardError](syntax.Guard(f.Data)); ok {
		f.Fail(inventory.Span{Start: guard.Offset, End: guard.Offset}, "nothing of this file is read: %v", guard)
		return
	}
	bom := len(f.Data) - len(bytes.TrimPrefix(f.Data, []byte(syntax.BOM)))
	all := tokens(string(f.Data), bom)
	r := &reader{file: f, tokens: all, values: values(all), ends: ends(all), read: map[int]bool{}}
	for i := range all {
		scope, found := arguments[all[i].text]
		value, given := r.argument(i)
		switch {
		case !given:
		case found:
			for _, literal := range r.literals(value) {
				r.requirements(literal, scope)
			}
		case all[i].text == "python_requires":
			r.python(all[i], value)
		}
	}
}

// values gives for each variable where its values begin: behind =, += and .extend(.
func values(all []token) map[string][]int {
	found := map[string][]int{}
	for i := range all {
		if all[i].kind != word || i+3 >= len(all) {
			continue
		}
		name := all[i].text
		switch next := all[i+1]; {
		case next.is("=") && !all[i+2].is("="):
			found[name] = append(found[name], i+2)
		case next.is("+") && all[i+2].is("="):
			found[name] = append(found[name], i+3)
		case next.is(".") && (all[i+2].text == "extend" || all[i+2].text == "append") && all[i+3].is("("):
			found[name] = append(found[name], i+3)
		}
	}
	return found
}

// reader reads one file.
type reader struct {
	file   *extractor.File
	tokens []token
	values map[string][]int
	ends   map[int]int
	read   map[int]bool // where values begin that have been read, as a variable may be named often
}

// argument finds the value of name=value, "name": value and ["name"] = value.
func (r *reader) argument(i int) (value int, found bool) {
	next := func(n int, text string) bool { return i+n < len(r.tokens) && r.tokens[i+n].is(text) }
	switch {
	case r.tokens[i].kind == word && next(1, "=") && !next(2, "="):
		return i + 2, true
	case r.tokens[i].kind == quoted && next(1, ":"):
		return i + 2, true
	case r.tokens[i].kind == quoted && next(1, "]") && next(2, "="):
		return i + 3, true
	}
	return 0, false
}

// python reads python_requires, whose value is one string.
func (r *reader) python(key token, value int) {
	c := pep508.Language(span(key.start, len("python")))
	if literals := r.literals(value); len(literals) == 1 {
		t := literals[0]
		pep508.Specify(&c, t.text, func(start, end int) inventory.Span { return span(t.start+start, end-start) })
	}
	r.file.Add(c)
}

func span(start, size int) inventory.Span {
	return inventory.Span{Start: start, End: start + size}
}

// requirements reads a string, which holds one requirement a line.
func (r *reader) requirements(literal token, scope inventory.Scope) {
	at := literal.start
	for line := range strings.Lines(literal.text) {
		start := at + len(line) - len(strings.TrimLeftFunc(line, unicode.IsSpace))
		at += len(line)
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		c, found := pep508.Read(line, func(from, to int) inventory.Span { return span(start+from, to-from) })
		if !found {
			r.file.Problem(span(start, len(line)), "%q is no requirement; write it as name>=1.2", line)
			continue
		}
		c.Scope = scope
		r.file.Add(c)
	}
}
