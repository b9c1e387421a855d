package report

import (
	"fmt"
	"io"

	"github.com/dna-group/techcheck/pkg/decisionlog"
	"github.com/dna-group/techcheck/pkg/guideline"
)

// Decisions is a part of the decision log of a policy.
type Decisions struct {
	Policy  *guideline.Policy
	AsOf    guideline.Date
	Entries []decisionlog.Entry
}

// DecisionsFormats lists the formats of the decision log. The first is the default.
var DecisionsFormats = []*FormatOf[Decisions]{
	{Name: "text", Doc: "for people: a line for each decision", Write: writeDecisionsText},
	{Name: "json", Doc: "for programs (schema techcheck/decisions/v1)", Write: writeDecisionsJSON},
}

func writeDecisionsText(w io.Writer, d Decisions, o Options) error {
	p := newPrinter(w, o)
	p.policyLine(d.Policy)
	rows := [][]string{{"ID", "STATUS", "DATE", "REVIEW BY", "GUIDELINES", "OWNERS", "TITLE"}}
	overdue := 0
	for i := range d.Entries {
		e := &d.Entries[i]
		review := string(e.ReviewBy)
		if e.Overdue {
			overdue++
			review += " overdue"
		}
		rows = append(rows, []string{
			e.ID, decisionStatus(&e.Decision), orDash(string(e.Date)), orDash(review), fmt.Sprint(len(e.Guidelines)),
			first(3, ownerNames(d.Policy, e)), e.Title,
		})
	}
	if len(rows) > 1 {
		p.table(rows)
		p.line("")
	}
	p.line("%v", joined(", ", fmt.Sprintf("%d of %s", len(d.Entries), count(len(d.Policy.Decisions), "decision")), some(overdue, "overdue review", "")))
	return p.Flush()
}

// policyLine starts a text that says nothing of a repository.
func (p *printer) policyLine(policy *guideline.Policy) {
	p.line("policy %v", joined(" ", policy.Settings.Name, shortRevision(policy.Revision)))
	p.line("")
}

func decisionStatus(d *guideline.Decision) string {
	if d.SupersededBy != "" {
		return "superseded by " + d.SupersededBy
	}
	return string(d.Status)
}

func ownerNames(p *guideline.Policy, e *decisionlog.Entry) []string {
	var names []string
	for _, id := range e.Owners() {
		names = append(names, ownerName(owner(p, id)))
	}
	return names
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
