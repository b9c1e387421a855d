// Package gomod reads the module files of Go (https://go.dev/ref/mod#go-mod-file): the Go version, the modules that are
// required, their replacements, and the tools.
package gomod

import (
	"errors"
	"go/version"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax"
	"github.com/dna-group/techcheck/pkg/syntax/modfile"
)

// Extractor reads go.mod files.
var Extractor = &extractor.Extractor{
	Name:      "gomod",
	Doc:       "Go modules",
	Ecosystem: "Go",
	Files:     []string{"go.mod", "tools.mod", "go.*.mod", "*.go.mod"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language, inventory.Tool},
	Indirect:  true,
	Match:     extractor.Ending(match, ".mod"),
	Extract:   Extract,
}

// match takes go.mod and the names that are usual for a second module file (go build -modfile): tools.mod, go.tool.mod,
// tools.go.mod. Other *.mod files are Fortran modules, kernel modules, DTDs, music.
func match(p string) bool {
	base := path.Base(p)
	return base == "tools.mod" ||
		strings.HasPrefix(base, "go.") && strings.HasSuffix(base, ".mod") ||
		strings.HasSuffix(base, ".go.mod")
}

// Extract reads a module file. A go.work file is one, too: it has some of the same directives, with the same meaning.
// What is not named here (exclude, retract, use, directives to come) puts nothing into use.
func Extract(f *extractor.File) {
	if refused, ok := errors.AsType[*syntax.GuardError](syntax.Guard(f.Data)); ok {
		f.Fail(inventory.Span{Start: refused.Offset, End: refused.Offset}, "%v", refused)
		return
	}
	file := modfile.Parse(f.Data)
	for _, e := range file.Errors {
		f.Problem(e.Span, "%s", e.Message)
	}
	r := newReader(f)
	for _, directive := range []struct {
		verb string
		read func(modfile.Line)
	}{
		{"go", r.language}, {"toolchain", r.toolchain}, {"module", r.main}, {"require", r.require},
		{"tool", r.tool},       // says what a required module is for
		{"replace", r.replace}, // so its target is for the same
	} {
		for _, line := range file.Lines {
			if line.Verb.Text == directive.verb && len(line.Args) > 0 {
				directive.read(line)
			}
		}
	}
	for _, c := range r.modules {
		c.Attributes.ReplacedBy = r.replacement(c)
		f.Add(*c)
	}
}

// language reads "go 1.22".
func (r *reader) language(line modfile.Line) {
	r.addGo(inventory.Runtime, line.Verb.Span, line.Args[0])
}

// toolchain reads "toolchain go1.24.1". Other names (default, local) tell no version.
func (r *reader) toolchain(line modfile.Line) {
	name := line.Args[0]
	v, found := strings.CutPrefix(name.Text, "go")
	if !found {
		return
	}
	split := name.Span.Start + len("go")
	r.addGo(
		inventory.Build,
		inventory.Span{Start: name.Span.Start, End: split},
		modfile.Token{Text: v, Span: inventory.Span{Start: split, End: name.Span.End}},
	)
}

func (r *reader) addGo(scope inventory.Scope, name inventory.Span, v modfile.Token) {
	c := inventory.Component{
		Type: purl.Generic, Name: "go", Kind: inventory.Language, Scope: scope, Direct: true, NameSpan: name,
	}
	setVersion(&c, v, version.IsValid("go"+v.Text))
	r.file.Add(c)
}

// setVersion completes a component that has its name. A version that is not exact (latest, a branch) is one that
// go mod tidy has yet to resolve.
func setVersion(c *inventory.Component, v modfile.Token, exact bool) {
	c.VersionSpan = v.Span
	if exact {
		c.Version, c.Resolution = v.Text, inventory.Literal
	} else {
		c.Requirement, c.Resolution = v.Text, inventory.Unresolved
	}
	c.PURL = purl.New(c.Type, c.Name, c.Version)
}
