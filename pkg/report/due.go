package report

import (
	"fmt"
	"io"

	"github.com/dna-group/techcheck/pkg/decisionlog"
	"github.com/dna-group/techcheck/pkg/guideline"
)

// Due is what is to be reviewed within so many days.
type Due struct {
	Policy *guideline.Policy
	AsOf   guideline.Date
	Within int
	Owners []decisionlog.Due
}

// DueFormats lists the formats of what is to be reviewed. The first is the default.
var DueFormats = []*FormatOf[Due]{
	{Name: "text", Doc: "for people: what each owner has to review", Write: writeDueText},
	{Name: "json", Doc: "for programs (schema techcheck/due/v1)", Write: writeDueJSON},
}

func writeDueText(w io.Writer, d Due, o Options) error {
	p := newPrinter(w, o)
	p.policyLine(d.Policy)
	rows := [][]string{{"OWNER", "DUE", "REVIEW BY", "WHAT", "ABOUT"}}
	overdue := 0
	for _, due := range d.Owners {
		for _, r := range due.Reviews {
			if r.Days < 0 {
				overdue++
			}
			rows = append(rows, []string{reviewerName(due.Owner), days(r.Days), string(r.By), r.ID, r.Subject})
		}
	}
	if len(rows) == 1 {
		p.line("Nothing is to be reviewed within %v", count(d.Within, "day"))
		return p.Flush()
	}
	p.table(rows)
	p.line("")
	p.line("%v overdue, %v due within %v", overdue, len(rows)-1-overdue, count(d.Within, "day"))
	return p.Flush()
}

func reviewerName(o guideline.Owner) string {
	return joined(", ", ownerName(o), o.Contact)
}

func days(n int) string {
	switch {
	case n < 0:
		return count(-n, "day") + " overdue"
	case n == 0:
		return "today"
	}
	return fmt.Sprintf("in %s", count(n, "day"))
}

type wireDue struct {
	Schema string         `json:"schema"`
	Tool   Tool           `json:"tool"`
	Policy wirePolicy     `json:"policy"`
	AsOf   string         `json:"as_of"`
	Within int            `json:"within_days"`
	Owners []wireOwnerDue `json:"owners"`
}

type wireOwnerDue struct {
	Owner   wireOwner    `json:"owner"`
	Reviews []wireReview `json:"reviews"`
}

type wireReview struct {
	ID       string `json:"id"`
	Subject  string `json:"subject"`
	ReviewBy string `json:"review_by"`
	Days     int    `json:"days"`
}

func writeDueJSON(w io.Writer, d Due, o Options) error {
	return writeJSON(w, wireDue{
		Schema: "techcheck/due/v1", Tool: o.Tool, Policy: wirePolicy{d.Policy.Settings.Name, d.Policy.Revision},
		AsOf: string(d.AsOf), Within: d.Within,
		Owners: list(d.Owners, func(due *decisionlog.Due) wireOwnerDue {
			return wireOwnerDue{wireOwner(due.Owner), list(due.Reviews, func(r *decisionlog.Review) wireReview {
				return wireReview{r.ID, r.Subject, string(r.By), r.Days}
			})}
		}),
	})
}
