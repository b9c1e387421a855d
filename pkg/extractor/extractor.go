// Package extractor is the contract of what reads a manifest format, and the runner that reads all manifests of a scan:
// in parallel, within limits, and so that a bad entry costs that entry and a bad file costs that file.
package extractor

import (
	"fmt"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Extractor reads one manifest format. It is a value in a package variable, listed in extractor/all.
type Extractor struct {
	Name      string                 // the format's short name, also its folder: gomod
	Doc       string                 // one line for users: Go modules (go.mod)
	Ecosystem string                 // as users say it: Go, npm, Docker
	Match     func(path string) bool // by name alone; path is slash-separated and relative to the root
	Extract   func(f *File)          // reads f.Data, calls f.Add, f.Problem and f.Fail; never keeps f
}

// Base matches files by their exact base name.
func Base(names ...string) func(string) bool {
	return func(p string) bool {
		base := path.Base(p)
		for _, name := range names {
			if base == name {
				return true
			}
		}
		return false
	}
}

// File is one manifest while it is read. What has been added stays, whatever happens later.
type File struct {
	Path string // slash-separated, relative to the root
	Data []byte // as stored; spans count its bytes, a byte order mark included

	lines      *inventory.Lines
	components []inventory.Component
	problems   []inventory.Problem
	failed     bool
}

// NewFile returns a file that is ready to be read.
func NewFile(path string, data []byte) *File { return &File{Path: path, Data: data} }

// Add records a component. NameSpan is required; VersionSpan where the version or the requirement has a text.
// A VersionLocation.Path names another file that VersionSpan counts in, and then its whole VersionLocation is required.
// All other positions are computed here, once.
func (f *File) Add(c inventory.Component) {
	c.Location = f.Lines().Location(f.Path, c.NameSpan)
	if c.VersionSpan != (inventory.Span{}) && c.VersionLocation.Path == "" {
		c.VersionLocation = f.Lines().Location(f.Path, c.VersionSpan)
	}
	f.components = append(f.components, c)
}

// Problem records an entry whose name cannot be read. The message says what, and the reader's next step.
func (f *File) Problem(at inventory.Span, format string, args ...any) {
	line, column := f.Lines().Position(at.Start)
	f.problems = append(f.problems, inventory.Problem{
		Path: f.Path, Line: line, Column: column, Message: fmt.Sprintf(format, args...),
	})
}

// Fail records that nothing of the file could be read, or nothing beyond what has been added.
func (f *File) Fail(at inventory.Span, format string, args ...any) {
	f.failed = true
	f.Problem(at, format, args...)
}

// Lines is the file's line index, made when it is first asked for.
func (f *File) Lines() *inventory.Lines {
	if f.lines == nil {
		f.lines = inventory.NewLines(f.Data)
	}
	return f.lines
}

// maxProblems is how many problems of one file are reported: a file of garbage must not flood the report.
const maxProblems = 100

// Result is what a file yielded.
type Result struct {
	Components []inventory.Component
	Problems   []inventory.Problem
	Parsed     bool
}

// Run reads one file. It returns whatever the extractor found, also if it panics, which is a Problem.
func (e *Extractor) Run(f *File) Result {
	e.extract(f)
	for i := range f.components {
		f.components[i].Extractor = e.Name
	}
	if more := len(f.problems) - maxProblems; more > 0 {
		f.problems = f.problems[:maxProblems]
		f.Problem(inventory.Span{}, "%d more problems in this file are not shown", more)
	}
	return Result{Components: f.components, Problems: f.problems, Parsed: !f.failed}
}

func (e *Extractor) extract(f *File) {
	defer func() {
		if r := recover(); r != nil {
			f.Fail(inventory.Span{}, "the %s extractor crashed (%v); please report this file as a bug of techcheck", e.Name, r)
		}
	}()
	e.Extract(f)
}

// Validate tells what an extractor lacks, so that a forgotten field is an error of the tests, not of a user.
func (e *Extractor) Validate() error {
	var missing []string
	for _, field := range []struct {
		name   string
		absent bool
	}{
		{"Name", e.Name == ""}, {"Doc", e.Doc == ""}, {"Ecosystem", e.Ecosystem == ""},
		{"Match", e.Match == nil}, {"Extract", e.Extract == nil},
	} {
		if field.absent {
			missing = append(missing, field.name)
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("extractor %q lacks %s", e.Name, strings.Join(missing, ", "))
	}
	return nil
}
