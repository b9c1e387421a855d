// Package extractor is the contract of what reads a manifest format, and the runner that reads all manifests of a scan:
// in parallel, within limits, and so that a bad entry costs that entry and a bad file costs that file.
package extractor

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Extractor reads one manifest format. It is a value in a package variable, listed in extractor/all.
type Extractor struct {
	Name      string                 // the format's short name, also its folder: gomod
	Doc       string                 // one line for users: Go modules
	Ecosystem string                 // as users say it: Go, npm, Docker
	Files     []string               // the usual names, for users; as globs: go.mod, *.csproj, .github/workflows/*.yml
	Kinds     []inventory.Kind       // of what it yields, in the order of inventory.Kinds; none: it tells something to others
	Indirect  bool                   // it also yields what is not in direct use, as lock files do
	Match     Matcher                // by name alone
	Named     func(path string) bool // beside Match, of a file that is named itself: too many have such a name to look into each; nil: none
	Extract   func(f *File)          // reads f.Data, calls f.Add, f.Problem, f.Fail, f.Keep and f.Disown; never keeps f
	MaxSize   int64                  // bytes; 0 is MaxSize. Lock files are larger than manifests
}

// Resolver joins what the manifests of one ecosystem say together: versions from lock files, properties, catalogs and
// workspaces. It is a value in a package variable, listed in extractor/all, and runs after all files have been read.
type Resolver struct {
	Name    string // the ecosystem's short name, also its folder: npm
	Doc     string // one line for users: npm locks and workspaces
	Resolve func(files *Files)
}

// File is one manifest while it is read. What has been added stays, whatever happens later.
type File struct {
	Path string // slash-separated, relative to the root
	Data []byte // as stored; spans count its bytes, a byte order mark included

	lines      *inventory.Lines
	kept       any
	components []inventory.Component
	problems   []inventory.Problem
	failed     bool
	disowned   bool
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

// Grow makes room for that many components, which saves memory where there are thousands.
func (f *File) Grow(components int) { f.components = slices.Grow(f.components, components) }

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

// placed is the error of a parser, which knows where it gave up.
type placed interface {
	error
	Place() (offset int)
}

// Broken records that a parser gave up, if it did: nothing from there on is read. It ends with the reader's next step.
func (f *File) Broken(err error, next string) {
	broken, ok := errors.AsType[placed](err)
	if !ok {
		return
	}
	at := inventory.Span{Start: broken.Place(), End: broken.Place()}
	for _, marker := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		if bytes.HasPrefix(f.Data[at.Start:], []byte(marker)) {
			f.Fail(at, "a merge conflict begins here and nothing after it is read; resolve it")
			return
		}
	}
	f.Fail(at, "nothing from here on is read: %v; %s", broken, next)
}

// Holds tells whether a text stands there as it is: without escapes, line breaks or variables in it.
func (f *File) Holds(at inventory.Span, text string) bool {
	return string(f.Data[at.Start:at.End]) == text
}

// Keep leaves what a resolver needs to know of the file, beside its components. It must not hold f.Data, and nobody changes it.
func (f *File) Keep(facts any) { f.kept = facts }

// Disown records that the file is none of the format, whatever its name says: it is no part of the scan.
func (f *File) Disown() { f.disowned = true }

// Kept is what the extractor left with Keep; nil if it left nothing.
func (f *File) Kept() any { return f.kept }

// Components are those of the file. A resolver may change them in place.
func (f *File) Components() []inventory.Component { return f.components }

// Drop removes the components that a resolver has joined with others.
func (f *File) Drop(joined func(*inventory.Component) bool) {
	kept := f.components[:0]
	for i := range f.components {
		if !joined(&f.components[i]) {
			kept = append(kept, f.components[i])
		}
	}
	f.components = kept
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

// Result is what has been found in the file so far.
func (f *File) Result() Result {
	return Result{Components: f.components, Problems: f.problems, Parsed: !f.failed}
}

// Run reads one file. Whatever the extractor found is in the result, also if it panicked, which is a Problem.
func (e *Extractor) Run(f *File) Result {
	e.extract(f)
	for i := range f.components {
		f.components[i].Extractor = e.Name
	}
	if more := len(f.problems) - maxProblems; more > 0 {
		f.problems = f.problems[:maxProblems]
		f.Problem(inventory.Span{}, "%d more problems in this file are not shown", more)
	}
	return f.Result()
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
		{"Files", len(e.Files) == 0},
		{"Match", e.Match.isZero()}, {"Extract", e.Extract == nil},
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
