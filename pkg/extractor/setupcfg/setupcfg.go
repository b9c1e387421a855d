// Package setupcfg reads setup.cfg, the manifest of setuptools before pyproject.toml.
// Source: setuptools.pypa.io/en/latest/userguide/declarative_config.html.
package setupcfg

import (
	"errors"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
)

// Extractor reads setup.cfg files.
var Extractor = &extractor.Extractor{
	Name:      "setupcfg",
	Doc:       "Python projects of setuptools",
	Ecosystem: "Python",
	Files:     []string{"setup.cfg"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language},
	Match:     extractor.Base("setup.cfg"),
	Extract:   extract,
}

// lists are the keys of [options] that list requirements.
var lists = map[string]inventory.Scope{
	"install_requires": inventory.Runtime,
	"setup_requires":   inventory.Build,
	"tests_require":    inventory.Test,
}

func extract(f *extractor.File) {
	if guard, ok := errors.AsType[*syntax.GuardError](syntax.Guard(f.Data)); ok {
		f.Fail(inventory.Span{Start: guard.Offset, End: guard.Offset}, "nothing of this file is read: %v", guard)
		return
	}
	for _, o := range options(f.Data) {
		key := strings.ReplaceAll(o.key.string, "-", "_")
		scope, isList := lists[key]
		switch {
		case o.section == "options" && key == "python_requires":
			readPython(f, o)
		case o.section == "options" && isList:
			readList(f, o.value, scope)
		case o.section == "options.extras_require":
			readList(f, o.value, inventory.Optional)
		}
	}
}

func readPython(f *extractor.File, o option) {
	c := pep508.Language(o.key.span(0, len("python")))
	if len(o.value) == 1 {
		pep508.Specify(&c, o.value[0].string, o.value[0].span)
	}
	f.Add(c)
}

// elsewhere is what holds requirements that are read in their own place: a file, another key of the section.
var elsewhere = lazyregexp.New(`^(?:file:.*|%\(\w+\)s)$`)

// readList reads requirements, one a line. Those in the line of the key are separated by semicolons.
func readList(f *extractor.File, value []text, scope inventory.Scope) {
	if len(value) == 1 {
		value = split(value[0])
	}
	for _, t := range value {
		if t.string == "" || elsewhere.MatchString(t.string) {
			continue
		}
		c, found := pep508.Read(t.string, t.span)
		if !found {
			f.Problem(t.span(0, len(t.string)), "%q is no requirement; write it as name>=1.2", t.string)
			continue
		}
		c.Scope = scope
		f.Add(c)
	}
}

// marker is what a ; before it does not separate, but qualifies.
var marker = lazyregexp.New(`^\s*\(*\s*(?:python_version|python_full_version|sys_platform|platform_\w+|os_name|os\.name|sys\.platform|implementation_\w+|extra|['"])`)

func split(t text) []text {
	var all []text
	start := 0
	for at := 0; at <= len(t.string); at++ {
		if at == len(t.string) || t.string[at] == ';' && !marker.MatchString(t.string[at+1:]) {
			all = append(all, t.slice(start, at).trim())
			start = at + 1
		}
	}
	return all
}
