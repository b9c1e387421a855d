package report

import (
	"io"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/scan"
)

// Text is for people.
var Text = &Format{
	Name:  "text",
	Doc:   "for people: each finding with its code, the reason and what to do next",
	Write: writeText,
}

var levelStyles = map[finding.Level]style{finding.Error: red, finding.Warning: yellow, finding.Note: cyan}

func writeText(w io.Writer, r *scan.Result, o Options) error {
	p := newPrinter(w, o)
	p.header(r)
	for i := range r.Findings {
		if f := &r.Findings[i]; f.State != finding.Excepted || o.ShowExcepted {
			p.finding(r.Policy, f)
		}
	}
	p.exceptions(r)
	p.summary(r)
	return p.Flush()
}

func (p *printer) header(r *scan.Result) {
	compared := ""
	switch {
	case r.Base != "":
		compared = " · compared with " + r.Base
	case r.Uncompared != "":
		compared = " · " + r.Uncompared
	}
	p.line("policy %v%v", joined(" ", r.Policy.Settings.Name, shortRevision(r.Policy.Revision)), compared)
	p.trusted(r)
	p.line("")
}

func (p *printer) finding(policy *guideline.Policy, f *finding.Finding) {
	marks := ""
	if f.Introduced {
		marks = " new in this change"
	}
	if f.State != "" && f.State != finding.NeedsReview {
		marks += " " + strings.ReplaceAll(string(f.State), "-", " ")
	}
	at := f.Location
	p.line("%v%v: %v [%v]%v", p.place(at.Path, at.Line, at.Column), p.paint(levelStyles[f.Level], string(f.Level)),
		f.Message, f.Guideline, marks)
	p.frame(at, f.Excerpt)

	g := judgement(policy, f.Guideline)
	for _, note := range f.Notes {
		p.advice("note:", note)
	}
	p.advice("why:", why(policy, &g))
	p.advice("use:", use(policy, &g))
	p.advice("ask:", ask(owner(policy, g.Owner)))
	p.advice("next:", next(policy, &g, f))
	p.line("")
}

func (p *printer) advice(label, text string) {
	if text != "" {
		p.line("  %v %v", pad(shown(label), len("note:")), text)
	}
}

// why gives the reason and the decision it rests on: "One store more than we can run well. (D-0007, 2025-02-01)".
func why(p *guideline.Policy, g *guideline.Guideline) string {
	d := decision(p, g.Decision)
	source := joined(", ", d.ID, string(d.Date))
	if source != "" {
		source = "(" + source + ")"
	}
	return joined(" ", g.Reason, source)
}

// use gives what to use instead, and where to read on.
func use(p *guideline.Policy, g *guideline.Guideline) string {
	names := make([]string, len(g.Alternatives))
	for i, id := range g.Alternatives {
		names[i] = p.TechnologyName(id)
	}
	parts := []string{strings.Join(names, ", ")}
	for _, link := range g.Links {
		parts = append(parts, link.URL)
	}
	return joined(" · ", parts...)
}

// ask says whom to ask.
func ask(o guideline.Owner) string {
	if o.ID == "" {
		return ""
	}
	return joined(", ", ownerName(o), o.Contact)
}

func shortRevision(revision string) string {
	return revision[:min(7, len(revision))]
}
