package guideline

import (
	"path"

	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/lazyregexp"
)

var (
	frontMatter  = lazyregexp.New(`(?s)\A---[ \t]*\r?\n((?:.*?\n)??)---[ \t]*(?:\r?\n|\z)`)
	heading      = lazyregexp.New(`(?m)^# +(.*?)[ \t]*\r?$`)
	successor    = lazyregexp.New(`^superseded by (D-[0-9]{4})$`)
	anySuccessor = lazyregexp.New(`(?i)^superseded by\D*([0-9]{4})\b`)
)

var decisionStatuses = &vocabulary{
	what: "the status of a decision", names: words([]DecisionStatus{Proposed, Accepted, Rejected, Deprecated, "superseded by D-NNNN"}),
}

// readDecision reads the front matter and the title of a decision (MADR 4, https://adr.github.io/madr/).
func (r *reader) readDecision(f file) {
	decision := Decision{ID: "D-" + path.Base(f.path)[:4], Place: Place{f.path, 1, 1}}
	if r.known.decisions.has(decision.ID) {
		r.report(decision.Place, "%s is taken by another file of decisions: give this one another number", decision.ID)
		return
	}
	r.known.decisions.names = append(r.known.decisions.names, decision.ID)
	front, body := []byte(nil), f.text
	if m := frontMatter.FindSubmatchIndex(f.text); m != nil {
		front, body = f.text[m[2]:m[3]], f.text[m[1]:]
	}
	if m := heading.FindSubmatch(body); m != nil {
		decision.Title = string(m[1])
	} else {
		r.report(decision.Place, "a decision has a title: write # TITLE below the front matter")
	}
	// The first line, ---, is blank for YAML; the others stand where they do in the file.
	switch d := r.parse(f.path, append([]byte("\n"), front...)); {
	case d.root != nil:
		d.readFrontMatter(&decision)
	case !d.failed:
		r.report(decision.Place, `a decision starts with its front matter: write "---", "status: proposed", "date: YYYY-MM-DD" and "---"`)
	}
	r.policy.Decisions = append(r.policy.Decisions, decision)
}

func (d *document) readFrontMatter(decision *Decision) {
	o := d.rootObject()
	o.required("date")
	decision.Status, decision.SupersededBy = o.decisionStatus("status")
	decision.Date = o.date("date")
	decision.Makers = append(o.people("decision-makers"), o.people("deciders")...) // MADR 4, MADR 3
	decision.Consulted = o.people("consulted")
	decision.Informed = o.people("informed")
	decision.ReviewBy = o.date("review-by")
	decision.Summary = o.text("summary")
	if decision.Status == Accepted && decision.Summary == "" && o.has("summary") {
		key, _ := o.find("summary")
		o.problem(key, "summary is empty, and the decision accepted: write one sentence that an executive understands")
	}
	decision.Forum = o.text("forum")
	o.done()
}

func (o *object) decisionStatus(key string) (status DecisionStatus, successorID string) {
	text := o.text(key)
	if text == "" {
		o.problem(o.at, "status is missing%s", decisionStatuses.instead(""))
		return "", ""
	}
	n := o.scalar(key)
	if m := successor.FindStringSubmatch(text); m != nil {
		o.successors = append(o.successors, reference{m[1], o.place(n)})
		return Superseded, m[1]
	}
	if m := anySuccessor.FindStringSubmatch(text); m != nil {
		o.problem(n, "%q is not %s: write superseded by D-%s", text, decisionStatuses.what, m[1])
		return Superseded, "D-" + m[1]
	}
	return DecisionStatus(o.name(key, decisionStatuses)), ""
}

// people reads a list of names, or a text that names them.
func (o *object) people(name string) []string {
	if _, n := o.find(name); n != nil && n.Kind == yaml.ScalarNode {
		if text := o.text(name); text != "" {
			return []string{text}
		}
		return nil
	}
	return o.texts(name, nil)
}
