package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/markdown"
	"github.com/dna-group/techcheck/pkg/scan"
)

// Exceptions is where exceptions stand in a scan.
type Exceptions struct {
	*scan.Result
	Listed []exception.Standing // those of the result's that are asked for
}

// ExceptionsFormats lists the formats of a list of exceptions. The first is the default.
var ExceptionsFormats = []*FormatOf[Exceptions]{
	{Name: "text", Doc: "for people: a line for each exception", Write: writeExceptionsText},
	{Name: "json", Doc: "for programs (schema techcheck/exceptions/v1)", Write: writeExceptionsJSON},
	{Name: "markdown", Doc: "for a page or a comment: a table", Write: writeExceptionsMarkdown},
}

var exceptionColumns = []string{"ID", "STATE", "GUIDELINE", "COVERS", "OWNER", "ASKED BY", "UNTIL", "RENEWED", "DECIDED", "FINDINGS"}

func writeExceptionsText(w io.Writer, e Exceptions, o Options) error {
	p := newPrinter(w, o)
	p.line("policy %v", joined(" ", e.Policy.Settings.Name, shortRevision(e.Policy.Revision)))
	p.prose("%v", whoseCount(e.Result))
	p.line("")
	if len(e.Listed) > 0 {
		rows := [][]string{exceptionColumns}
		for i := range e.Listed {
			rows = append(rows, e.row(&e.Listed[i]))
		}
		p.table(rows)
		p.line("")
	}
	said := false
	for i := range e.Listed {
		if text := attention(e.Policy, &e.Listed[i]); text != "" {
			p.line("%v: %v", p.paint(blue, e.Listed[i].ID), text)
			said = true
		}
	}
	if said {
		p.line("")
	}
	p.line("%v", e.totals())
	return p.Flush()
}

func (e *Exceptions) row(st *exception.Standing) []string {
	return []string{
		st.ID, stateOf(st), st.Guideline, orDash(joined("", st.Component, st.Technology)), e.owner(st).ID, st.RequestedBy,
		string(st.LastDay), orDash(some(st.Renewals, "time", "")), orDash(e.decided(st)), fmt.Sprint(st.Findings),
	}
}

// stateOf is an exception's state, and that it is not the copy that counts.
func stateOf(st *exception.Standing) string {
	if st.Draft {
		return string(st.State) + " (this change)"
	}
	return string(st.State)
}

// owner is who decided, else who is to decide.
func (e *Exceptions) owner(st *exception.Standing) wireOwner {
	if st.DecidedBy != "" {
		return wireOwner(owner(e.Policy, st.DecidedBy))
	}
	return wireOwner(owner(e.Policy, judgement(e.Policy, st.Guideline).Owner))
}

// decided says after how many days it was decided; "" if it was not.
func (e *Exceptions) decided(st *exception.Standing) string {
	if days, ok := daysToDecision(st); ok {
		return "after " + count(days, "day")
	}
	return ""
}

// daysToDecision are the days from request to decision: not negative, as writers live in other time zones.
func daysToDecision(st *exception.Standing) (days int, decided bool) {
	return max(0, st.RequestedOn.DaysTo(st.DecidedOn)), st.DecidedOn != ""
}

// median is the median of the days from request to decision, rounded down; false if nothing was decided.
func (e *Exceptions) median() (days int, ok bool) {
	var all []int
	for i := range e.Listed {
		if days, decided := daysToDecision(&e.Listed[i]); decided {
			all = append(all, days)
		}
	}
	if len(all) == 0 {
		return 0, false
	}
	slices.Sort(all)
	return (all[(len(all)-1)/2] + all[len(all)/2]) / 2, true
}

func (e *Exceptions) totals() string {
	states := map[exception.State]int{}
	for i := range e.Listed {
		states[e.Listed[i].State]++
	}
	parts := []string{fmt.Sprintf("%d of %s", len(e.Listed), count(len(e.Exceptions), "exception"))}
	for _, state := range exception.States {
		if n := states[state]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, state))
		}
	}
	text := strings.Join(parts, ", ")
	if days, ok := e.median(); ok {
		text += fmt.Sprintf(" · decided after %s (median)", count(days, "day"))
	}
	return text
}

func writeExceptionsMarkdown(w io.Writer, e Exceptions, o Options) error {
	p := newPrinter(w, o)
	p.line("%v", shown("## "+markdown.Text(joined(" of ", "Exceptions", e.Repository))))
	p.line("")
	p.line("%v", shown(markdown.Text(e.totals())))
	if len(e.Listed) > 0 {
		p.line("")
		p.cells(exceptionColumns)
		p.cells(slices.Repeat([]string{"---"}, len(exceptionColumns)))
	}
	for i := range e.Listed {
		cells := e.row(&e.Listed[i])
		for j := range cells {
			cells[j] = markdown.Text(cells[j])
		}
		p.cells(cells)
	}
	said := false
	for i := range e.Listed {
		if text := attention(e.Policy, &e.Listed[i]); text != "" {
			if !said {
				p.line("")
			}
			p.line("%v", shown("- "+markdown.Text(e.Listed[i].ID+": "+text)))
			said = true
		}
	}
	return p.Flush()
}

// cells writes a row of a table. The texts are Markdown already.
func (p *printer) cells(texts []string) {
	p.line("%v", shown("| "+strings.Join(texts, " | ")+" |"))
}
