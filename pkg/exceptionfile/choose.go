package exceptionfile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// Wanted says for which findings an exception is asked.
type Wanted struct {
	Guideline  string
	Path       string // "": anywhere
	Line       int    // 0: any
	Component  string // a purl, whose version does not matter; "": any
	Technology string // "": any

	pattern purl.Pattern
}

// Subject is what one exception is about, a package, or a technology where the guideline is about the repository: its findings,
// of which there is at least one.
type Subject []finding.Finding

// Key is what patterns match of a component.
type Key = func(*inventory.Component) purl.Key

// Choose gives the subjects of the wanted findings, in their order. A line may hold several; elsewhere several are an error,
// as nobody said which one is meant. An error says what is there.
func Choose(p *guideline.Policy, findings []finding.Finding, wanted Wanted, key Key) ([]Subject, error) {
	if p.Guideline(wanted.Guideline) == nil {
		return nil, fmt.Errorf("the policy %s has no guideline %s%s", p.Settings.Name, wanted.Guideline, instead(p, wanted.Guideline))
	}
	if wanted.Component != "" {
		pattern, err := purl.ParsePattern(wanted.Component)
		if err != nil {
			return nil, fmt.Errorf("%s is no purl: %w", wanted.Component, err)
		}
		pattern.Version = ""
		wanted.pattern = pattern
	}
	var subjects []Subject
	for _, f := range findings {
		if !wanted.fits(&f, key) {
			continue
		}
		i := slices.IndexFunc(subjects, func(s Subject) bool { return subjectOf(&s[0], key) == subjectOf(&f, key) })
		if i < 0 {
			i, subjects = len(subjects), append(subjects, nil)
		}
		subjects[i] = append(subjects[i], f)
	}
	switch {
	case len(subjects) == 0:
		return nil, wanted.nothing(findings)
	case len(subjects) > 1 && wanted.Line == 0:
		return nil, wanted.several(subjects)
	}
	return subjects, nil
}

// subjectOf tells two subjects apart.
func subjectOf(f *finding.Finding, key Key) string {
	if f.Component == nil {
		return f.Technology
	}
	k := key(f.Component)
	return cmp.Or(k.Pattern(), f.Component.Name) + " " + k.Repository
}

// fits tells whether an exception for a finding is wanted. A note asks for none.
func (w *Wanted) fits(f *finding.Finding, key Key) bool {
	return f.Guideline == w.Guideline && f.Level != finding.Note && w.at(f) &&
		(w.Technology == "" || f.Technology == w.Technology) &&
		(w.Component == "" || f.Component != nil && w.pattern.Match(key(f.Component)))
}

func (w *Wanted) at(f *finding.Finding) bool {
	at := f.Location
	return (w.Path == "" || at.Path == w.Path) && (w.Line == 0 || at.Line <= w.Line && w.Line <= max(at.Line, at.EndLine))
}

// nothing says that nothing of what is wanted is found, and what is.
func (w *Wanted) nothing(findings []finding.Finding) error {
	here, near, other := w.around(findings)
	where := "in this repository"
	switch {
	case w.Line > 0:
		where = fmt.Sprintf("at %s:%d", w.Path, w.Line)
	case w.Path != "":
		where = "in " + w.Path
	}
	for _, of := range []string{w.Component, w.Technology} {
		if of != "" {
			where += " of " + of
		}
	}
	switch {
	case len(near) > 0:
		return fmt.Errorf("nothing %s violates %s; it is found at %s", where, w.Guideline, some(near))
	case len(here) > 0:
		return fmt.Errorf("nothing %s violates %s; there stands %s", where, w.Guideline, some(here))
	case len(other) > 0:
		return fmt.Errorf("nothing %s violates %s; it is found at %s", where, w.Guideline, some(other))
	}
	return fmt.Errorf("nothing %s violates %s, so that there is nothing to ask for: techcheck scan says what needs an exception review", where, w.Guideline)
}

// around gives what other guidelines find there, and what the wanted one finds in the manifest and elsewhere.
func (w *Wanted) around(findings []finding.Finding) (here, near, other []string) {
	for i := range findings {
		f := &findings[i]
		switch {
		case f.Level == finding.Note:
		case f.Guideline == w.Guideline && f.Location.Path == w.Path:
			near = append(near, place(f))
		case f.Guideline == w.Guideline:
			other = append(other, place(f))
		case w.Path != "" && w.at(f):
			here = append(here, fmt.Sprintf("%s (%s, line %d)", f.Guideline, f.Message, f.Location.Line))
		}
	}
	return here, near, other
}

// several says which subjects there are, as an exception is for one.
func (w *Wanted) several(subjects []Subject) error {
	places := make([]string, len(subjects))
	for i, s := range subjects {
		places[i] = place(&s[0])
	}
	return fmt.Errorf("%s is violated by more than one thing, and an exception is for one: ask for each with --at: %s", w.Guideline, some(places))
}

func place(f *finding.Finding) string {
	subject := f.Technology
	if f.Component != nil {
		subject = f.Component.Name
	}
	if f.Location.Line == 0 {
		return cmp.Or(f.Location.Path, subject)
	}
	return fmt.Sprintf("%s:%d (%s)", f.Location.Path, f.Location.Line, subject)
}

// some lists the first few texts, each once.
func some(texts []string) string {
	const few = 5
	slices.Sort(texts)
	texts = slices.Compact(texts)
	if more := len(texts) - few; more > 0 {
		return strings.Join(texts[:few], ", ") + fmt.Sprintf(" and %d more", more)
	}
	return strings.Join(texts, ", ")
}

// instead suggests the guideline that was meant: one of that name in any area, else a similar one.
func instead(p *guideline.Policy, id string) string {
	ids := p.GuidelineIDs()
	for _, known := range ids {
		if strings.HasSuffix(known, "/"+id) {
			return ": did you mean " + known + "?"
		}
	}
	if near := guideline.Nearest(id, ids); near != "" {
		return ": did you mean " + near + "?"
	}
	return ": techcheck scan names those that are violated here"
}
