package report

import (
	"io"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/scan"
)

// GitHub is workflow commands that show findings in a pull request.
var GitHub = &Format{
	Name:  "github",
	Doc:   "for GitHub Actions: annotations of what matters first, ten of a kind, beside text",
	Lines: true,
	Write: writeGitHub,
}

func writeGitHub(w io.Writer, r *scan.Result, o Options) error {
	var all, findings []annotation
	failing := 0
	for _, f := range openFindings(r) {
		findings = append(findings, annotated(r, f))
		if f.Fails {
			failing++
		}
	}
	problems := blocking(r)
	for i := range problems {
		all = append(all, annotation{kind: "error", title: "techcheck could not decide", lines: saying(problems[i].Message), at: placed(&problems[i])})
	}
	first := min(len(all), max(annotations-failing, annotations/2)) // so that many problems do not hide every violation
	ordered := append(append(append([]annotation{}, all[:first]...), findings...), all[first:]...)
	for i := range r.Exceptions {
		st := &r.Exceptions[i]
		if text := attention(r.Policy, st); text != "" {
			kind := "notice"
			if urgent(st) {
				kind = "warning"
			}
			ordered = append(ordered, annotation{kind: kind, title: "exception " + st.ID, lines: saying(text), at: inventory.Location{Path: st.Path}})
		}
	}
	p := newPrinter(w, Options{})
	p.annotate(ordered)
	return p.Flush()
}

func annotated(r *scan.Result, f *finding.Finding) annotation {
	kind := "warning" // also of a violation that the policy does not enforce
	switch {
	case f.Fails:
		kind = "error"
	case f.Level == finding.Note:
		kind = "notice"
	}
	return annotation{kind: kind, title: f.Message + " [" + f.Guideline + "]", at: f.Location, excerpt: f.Excerpt, lines: func() []string {
		var lines []string
		if text := marks(f); text != "" {
			lines = append(lines, text)
		}
		for _, h := range hints(r.Policy, f) {
			lines = append(lines, h.label+": "+h.text)
		}
		if len(lines) == 0 {
			return []string{f.Message}
		}
		return lines
	}}
}
