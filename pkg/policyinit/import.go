package policyinit

import (
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/naming"
)

// Imported is what a table says, as judgements. Whatever of it is not in them is named by Remarks, and stands in
// TODO.md.
type Imported struct {
	Table      string // the file's name
	Rows       int
	Judgements []guideline.Guideline // sorted by id; their places are those of the table
	Remarks    []inventory.Problem   // what to look at, sorted by line

	owners    []guideline.Owner // sorted by id
	left      []unknown         // in the order of the table, their judgements to complete
	undecided bool              // a judgement rests on the decision that is still open
}

// unknown is a row whose technology is not recognised.
type unknown struct {
	row
	judgement guideline.Guideline
	versionOf *guideline.Technology // that its name has a version of, as in Java 8; nil: none
}

// The decisions of the new policy.
const (
	firstDecision = "D-0001"
	openDecision  = "D-0002"
)

// Import reads a table as people keep it in a wiki or a spreadsheet: CSV with a header. Names of columns, statuses and
// technologies are recognised forgivingly; what is guessed, replaced or left out is named. name is the file's; the
// technologies are sorted by id.
func Import(name string, data []byte, technologies []guideline.Technology) (*Imported, error) {
	read, err := readTable(name, data)
	if err != nil {
		return nil, err
	}
	m := &importer{
		Imported:     &Imported{Table: name, Rows: len(read.rows)},
		table:        read,
		technologies: &guideline.Policy{Technologies: technologies},
		names:        naming.New(technologies),
		judged:       map[string]int{},
	}
	for _, r := range read.rows {
		m.add(r)
	}
	for i := range m.Judgements {
		m.recommend(&m.Judgements[i], m.instead[i])
	}
	for i := range m.left {
		m.recommend(&m.left[i].judgement, m.left[i].instead)
	}
	m.Remarks = read.remarks
	slices.SortStableFunc(m.Remarks, func(a, b inventory.Problem) int { return cmp.Compare(a.Line, b.Line) })
	slices.SortFunc(m.Judgements, func(a, b guideline.Guideline) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(m.owners, func(a, b guideline.Owner) int { return strings.Compare(a.ID, b.ID) })
	return m.Imported, nil
}

// importer makes judgements of rows.
type importer struct {
	*Imported
	*table
	technologies *guideline.Policy
	names        *naming.Names
	judged       map[string]int // technologies, by the line that judges them
	instead      []string       // of Judgements, at the same index, as written
}

// say names what was done with a row.
func (m *importer) say(line int, format string, args ...any) {
	m.report(m.Table, line, format, args...)
}

// add makes a judgement of a row, if its technology is recognised and was not judged before.
func (m *importer) add(r row) {
	if r.technology == "" {
		m.say(r.line, "the row names no technology and is left out: %s", r.text())
		return
	}
	id := m.technology(r)
	if id == "" {
		return
	}
	if first, twice := m.judged[id]; twice {
		m.say(r.line, "%s is judged by line %d already, which counts; this row is left out: %s", m.name(id), first, r.text())
		return
	}
	m.judged[id] = r.line
	m.Judgements = append(m.Judgements, m.judgement(id, r))
	m.instead = append(m.instead, r.instead)
}

func (m *importer) name(id string) string { return m.technologies.TechnologyName(id) }

// versioned is a name with a version behind it.
var versioned = regexp.MustCompile(`^(.*[^\s\d.])\s+v?\d[\w.+]*$`)

// technology is the technology that a row is about. A row about none that is known is kept for TODO.md.
func (m *importer) technology(r row) string {
	match := m.names.Find(r.technology)
	switch {
	case match.Guessed:
		m.say(r.line, "%q is taken for %s (%s): correct the entry if that is wrong", r.technology, m.name(match.ID), match.ID)
	case match.ID == "":
		u := unknown{row: r, judgement: m.incomplete(r)}
		if name := versioned.FindStringSubmatch(r.technology); name != nil {
			u.versionOf = m.technologies.Technology(m.names.Find(name[1]).ID)
		}
		if u.versionOf != nil {
			m.say(r.line, "%q names some versions of %s only; TODO.md has the entry to complete", r.technology, u.versionOf.Name)
		} else {
			m.say(r.line, "%q is no technology that techcheck knows%s; TODO.md has the entries to complete", r.technology, m.perhaps(match.Near))
		}
		m.left = append(m.left, u)
	}
	return match.ID
}

// incomplete makes of a row about no technology that is known a judgement without its alternatives, for somebody to complete.
func (m *importer) incomplete(r row) guideline.Guideline {
	g := guideline.Guideline{
		ID:       "/" + cmp.Or(naming.Slug(r.technology), fmt.Sprintf("technology-line-%d", r.line)),
		Status:   cmp.Or(statusOf(r.status), "STATUS"),
		Reason:   cmp.Or(r.reason, "REASON"),
		Owner:    group.ID,
		Decision: firstDecision,
		ReviewBy: m.day(r, r.reviewBy, "the review is in a year"),
		Links:    m.links(r),
		Place:    guideline.Place{Path: m.Table, Line: r.line},
	}
	g.Until = m.until(g.Status, r)
	if r.owner != "" {
		g.Owner = m.owner("", r)
	}
	return g
}

func (m *importer) perhaps(near []string) string {
	if len(near) == 0 {
		return ""
	}
	return " (is it " + strings.Join(near, " or ") + "?)"
}

// judgement makes a judgement of a row without its alternatives: those that may stand are known only at the end.
func (m *importer) judgement(id string, r row) guideline.Guideline {
	g := guideline.Guideline{
		ID:         m.technologies.Technology(id).Category + "/" + id,
		Technology: id,
		Status:     statusOf(r.status),
		Reason:     r.reason,
		Owner:      m.owner(id, r),
		Decision:   firstDecision,
		ReviewBy:   m.day(r, r.reviewBy, "the review is in a year"),
		Links:      m.links(r),
		Place:      guideline.Place{Path: m.Table, Line: r.line},
	}
	if g.Status == "" {
		m.undecided = true
		g.Status, g.Decision = guideline.Trial, openDecision
		m.say(r.line, "%s: %s rests on %s, which is not decided, and is only a note in scans; write its status, and decision: %s or one of its own",
			noStatus(r.status), m.name(id), openDecision, firstDecision)
	}
	g.Until = m.until(g.Status, r)
	if g.Reason == "" {
		g.Reason = "No reason is written down yet."
		m.say(r.line, "there is no reason for %s: write one", m.name(id))
	}
	return g
}

// dateFormats are those that mean the same to everybody; the first is the policy's own.
var dateFormats = []string{time.DateOnly, "2006/01/02", "02.01.2006", "2006-01"}

// until is the last day of what is on hold or approved; of another status there is none.
func (m *importer) until(status guideline.Status, r row) guideline.Date {
	month, err := time.Parse("2006-01", r.until)
	switch {
	case err == nil:
		r.until = month.AddDate(0, 1, -1).Format(time.DateOnly)
	case r.until == "":
		return ""
	}
	if status == guideline.Trial || status == guideline.Disallowed {
		m.say(r.line, "%q is a last day, which only %s and %s have, and is left out: correct the status, or leave it so", r.until, guideline.Hold, guideline.Approved)
		return ""
	}
	return m.day(r, r.until, "it is left out")
}

// day is the day in a cell; "" if there is none, which then means what otherwise says.
func (m *importer) day(r row, cell, otherwise string) guideline.Date {
	if cell == "" {
		return ""
	}
	for _, format := range dateFormats {
		if day, err := time.Parse(format, cell); err == nil {
			return guideline.Date(day.Format(time.DateOnly))
		}
	}
	m.say(r.line, "%q is not a day: %s; write it as YYYY-MM-DD", cell, otherwise)
	return ""
}

func (m *importer) links(r row) []guideline.Link {
	if r.address == "" {
		return nil
	}
	address, err := url.Parse(r.address)
	if err != nil || address.Host == "" || address.Scheme != "https" && address.Scheme != "http" {
		m.say(r.line, "%q is not an address and is left out: write https://…", r.address)
		return nil
	}
	return []guideline.Link{{Name: "more", URL: r.address}}
}

// text is what a row says, for a message.
func (r *row) text() string {
	var cells []string
	for i := range columns {
		if cell := *columns[i].cell(r); cell != "" {
			cells = append(cells, cell)
		}
	}
	return strings.Join(append(cells, r.others...), " · ")
}

func noStatus(cell string) string {
	if cell == "" {
		return "there is no status"
	}
	return fmt.Sprintf("%q is no status that techcheck knows", cell)
}
