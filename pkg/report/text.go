package report

import (
	"io"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/scan"
)

// Text is for people.
var Text = &Format{
	Name:  "text",
	Doc:   "for people: each finding with its code, the reason and what to do next",
	Lines: true,
	Write: writeText,
}

var levelStyles = map[finding.Level]style{finding.Error: red, finding.Warning: magenta, finding.Note: blue}

func writeText(w io.Writer, r *scan.Result, o Options) error {
	p := newPrinter(w, o)
	shown := listed(r, o)
	if o.Quiet && len(shown) == 0 && !r.Undecided() {
		return nil
	}
	if !o.Quiet {
		p.header(r)
	}
	for _, alike := range tellings(shown) {
		p.story(r.Policy, alike)
	}
	if !o.Quiet {
		p.exceptions(r)
	}
	p.summary(r, o)
	return p.Flush()
}

func (p *printer) header(r *scan.Result) {
	p.prose("%v", judged(r))
	p.trusted(r)
	p.line("")
}

// judged says by which policy a scan judged, and what it compared with.
func judged(r *scan.Result) string {
	compared := r.Uncompared
	if r.Base != "" {
		compared = "compared with " + r.Base
	}
	return joined(" · ", "policy "+joined(" ", r.Policy.Settings.Name, shortRevision(r.Policy.Revision)), compared)
}

// story tells findings that are alike: the first with its code, the others by their places, and once what holds for all.
func (p *printer) story(policy *guideline.Policy, alike []*finding.Finding) {
	f := alike[0]
	at, g := f.Location, judgement(policy, f.Guideline)
	p.prose("%v%v: %v [%v]%v", p.place(at.Path, at.Line, at.Column), p.paint(levelStyles[f.Level], string(f.Level)),
		f.Message, p.link(f.Guideline, firstPage(&g)), indented(marks(f)))
	p.frame(at, f.Excerpt, levelStyles[f.Level])
	if len(alike) > 1 {
		p.line("  and in %v:", count(len(alike)-1, "more place"))
	}
	for _, other := range alike[1:] {
		room := p.columns() - len("    ") - width(unescaped(p.place(other.Location.Path, other.Location.Line, other.Location.Column)))
		what := snippet(other.Location, other.Excerpt, max(room, p.columns()/3))
		if other.Message != f.Message {
			what = harmless(other.Message)
		}
		p.line("    %v%v", p.place(other.Location.Path, other.Location.Line, other.Location.Column), what)
	}
	for _, h := range hints(policy, f) {
		p.advice(h.label+":", h.text)
	}
	p.line("")
}

// advice writes a label and a text; on a terminal, wrapped beside the label. What is to be copied is never wrapped.
func (p *printer) advice(label, text string) {
	if text == "" {
		return
	}
	lines := []shown{harmless(text)}
	if p.width > 0 && label != "next:" {
		lines = wrap(lines[0], max(p.width, narrowest)-len("  note: "))
	}
	for _, line := range lines {
		p.line("  %v %v", pad(shown(label), len("note:")), line)
		label = ""
	}
}

// indented sets a text apart from what stands before it.
func indented(text string) string {
	if text == "" {
		return ""
	}
	return " " + text
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

// instead gives what to use instead, and where to read on; where a guideline names no alternative, only that.
func instead(p *guideline.Policy, g *guideline.Guideline) hint {
	links := make([]string, len(g.Links))
	for i, link := range g.Links {
		links[i] = link.URL
	}
	names := alternatives(p, g)
	if names == "" {
		return hint{"see", strings.Join(links, " · ")}
	}
	return hint{"use", strings.Join(append([]string{names}, links...), " · ")}
}

// alternatives gives the names of what to use instead.
func alternatives(p *guideline.Policy, g *guideline.Guideline) string {
	names := make([]string, len(g.Alternatives))
	for i, id := range g.Alternatives {
		names[i] = p.TechnologyName(id)
	}
	return strings.Join(names, ", ")
}

// ask says whom to ask: a name and, where that is not the same, a contact.
func ask(o guideline.Owner) string {
	if o.ID == "" {
		return ""
	}
	return joined(", ", slices.Compact([]string{ownerName(o), o.Contact})...)
}

func shortRevision(revision string) string {
	return revision[:min(7, len(revision))]
}
