// Package requirements reads the requirement and constraint files of pip, also those that pip-compile and uv write.
// Source: pip.pypa.io/en/stable/reference/requirements-file-format.
package requirements

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Extractor reads requirements.txt, requirements.in, constraints.txt and their variants. It keeps a *File.
var Extractor = &extractor.Extractor{
	Name:      "requirements",
	Doc:       "pip requirements",
	Ecosystem: "Python",
	Files:     []string{"*requirements*.{txt,in,pip}", "requirements/*.{txt,in,pip}", "constraints*.{txt,in,pip}"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Ending(match, extensions...),
	Extract:   extract,
}

// File is what else a file says.
type File struct {
	Includes    []string // paths of -r
	Constraints []string // paths of -c
}

var (
	names     = lazyregexp.New(`(?i)^(?:[\w.-]*requirements[\w.-]*|constraints(?:[-_.][\w.-]*)?)\.(?:txt|in|pip)$`)
	inFolder  = lazyregexp.New(`(?i)\.(?:txt|in|pip)$`)
	constrain = lazyregexp.New(`(?i)(?:^|[-_.])constraints(?:[-_.]|$)`)
)

var extensions = []string{".txt", ".in", ".pip"}

func match(name string) bool {
	if !slices.Contains(extensions, strings.ToLower(path.Ext(name))) {
		return false // without asking the patterns, which take long
	}
	base := path.Base(name)
	return names.MatchString(base) || path.Base(path.Dir(name)) == "requirements" && inFolder.MatchString(base)
}

func extract(f *extractor.File) {
	if guard, ok := errors.AsType[*syntax.GuardError](syntax.Guard(f.Data)); ok {
		f.Fail(inventory.Span{Start: guard.Offset, End: guard.Offset}, "nothing of this file is read: %v", guard)
		return
	}
	r := &reader{file: f, scope: scopeOf(f.Path)}
	for _, l := range logicalLines(f.Data) {
		r.line(l)
	}
	for i, c := range r.components {
		c.Direct = r.via[i].direct()
		f.Add(c)
	}
	if len(r.facts.Includes)+len(r.facts.Constraints) > 0 {
		f.Keep(&r.facts)
	}
}

// scopes are the words in a file's name that tell what it is for.
var scopes = []struct {
	word  *lazyregexp.Regexp
	scope inventory.Scope
}{
	{constrain, inventory.Managed}, // it installs nothing
	{lazyregexp.New(`(?i)(?:^|[-_.])tests?(?:ing)?(?:[-_.]|$)`), inventory.Test},
	{lazyregexp.New(`(?i)(?:^|[-_.])(?:dev|develop|development|local|lint|linting|docs?|typing|tools?)(?:[-_.]|$)`), inventory.Development},
	{lazyregexp.New(`(?i)(?:^|[-_.])build(?:[-_.]|$)`), inventory.Build},
}

func scopeOf(name string) inventory.Scope {
	for _, s := range scopes {
		if s.word.MatchString(path.Base(name)) {
			return s.scope
		}
	}
	return inventory.Runtime
}

// reader reads one file.
type reader struct {
	file       *extractor.File
	scope      inventory.Scope
	components []inventory.Component
	via        []via // of each component
	facts      File
	listing    bool // the comment before began a list of what a component is required by
}

// via is what a compiled file says a package is required by.
type via struct{ known, byUser bool }

func (v via) direct() bool { return !v.known || v.byUser }

var viaStart = lazyregexp.New(`^#\s*via\b\s*`)

// comment reads what pip-compile and uv write behind or below a package: # via flask, or # via and a line for each.
func (r *reader) comment(text string) {
	start := viaStart.FindString(text)
	if start == "" && !r.listing || len(r.components) == 0 {
		return
	}
	r.listing = true
	v := &r.via[len(r.via)-1]
	v.known = true
	for by := range strings.SplitSeq(strings.TrimPrefix(strings.TrimPrefix(text, start), "#"), ",") {
		by = strings.TrimSpace(by)
		v.byUser = v.byUser || strings.HasPrefix(by, "-r ") || strings.HasSuffix(by, ")") || strings.HasPrefix(by, "(")
	}
}

func (r *reader) line(l line) {
	switch {
	case l.text == "" && l.comment == "":
		r.listing = false
	case l.text == "":
	case strings.HasPrefix(l.text, "-"):
		r.listing = false
		r.option(l)
	default:
		r.listing = false
		r.entry(l.beforeOptions())
	}
	if l.comment != "" {
		r.comment(l.comment)
	}
}

var (
	fileOption     = lazyregexp.New(`^(?:(-r|-c)\s*=?|(--requirement|--constraint)(?:\s+|\s*=))\s*(\S.*)$`)
	editableOption = lazyregexp.New(`^(?:-e\s*|--editable(?:\s+|\s*=\s*))`)
)

// option reads -r, -c and -e; the others name no package.
func (r *reader) option(l line) {
	if m := editableOption.FindString(l.text); m != "" {
		r.entry(l.slice(len(m), len(l.text)).beforeOptions())
		return
	}
	m := fileOption.FindStringSubmatch(l.text)
	if m == nil {
		return
	}
	included := m[1] == "-r" || m[2] == "--requirement"
	if written := strings.Trim(m[3], `"'`); strings.Contains(written, "://") || path.IsAbs(written) || strings.Contains(written, "${") {
		if included {
			r.file.Elsewhere(l.span(0, len(l.text)), written)
		}
		return
	}
	name := path.Join(path.Dir(r.file.Path), strings.ReplaceAll(strings.Trim(m[3], `"'`), `\`, "/"))
	if included {
		r.facts.Includes = append(r.facts.Includes, name)
	} else {
		r.facts.Constraints = append(r.facts.Constraints, name)
	}
}
