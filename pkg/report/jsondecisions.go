package report

import (
	"io"

	"github.com/dna-group/techcheck/pkg/decisionlog"
	"github.com/dna-group/techcheck/pkg/guideline"
)

type wireDecisionRecord struct {
	Schema     string          `json:"schema"`
	Tool       Tool            `json:"tool"`
	Policy     wirePolicy      `json:"policy"`
	Repository string          `json:"repository"`
	AsOf       string          `json:"as_of"`
	Decision   wireEntry       `json:"decision"`
	Successor  *wireDecision   `json:"successor"` // null: none
	Replaced   []wireDecision  `json:"replaced"`
	Guidelines []wireGuideline `json:"guidelines"`
	Uses       []wireUse       `json:"uses"`
	Problems   []wireProblem   `json:"problems"`
}

type wireUse struct {
	Guideline  string       `json:"guideline"`
	Level      string       `json:"level"`
	Technology string       `json:"technology"`
	Name       string       `json:"name"`
	PURL       string       `json:"purl"`
	Location   wireLocation `json:"location"`
}

func writeDecisionJSON(w io.Writer, d Decision, o Options) error {
	document := wireDecisionRecord{
		Schema: "techcheck/decision/v1", Tool: o.Tool, Policy: wirePolicy{d.Policy.Settings.Name, d.Policy.Revision},
		Repository: d.Repository, AsOf: string(d.AsOf),
		Decision:   toEntry(d.Policy, &d.Entry),
		Replaced:   list(d.Replaced, toDecision),
		Guidelines: list(d.Guidelines, func(g *guideline.Guideline) wireGuideline { return toGuideline(d.Policy, g) }),
		Uses:       list(d.Uses, toUse),
		Problems:   list(d.Problems, toProblem),
	}
	if d.Successor != nil {
		successor := toDecision(d.Successor)
		document.Successor = &successor
	}
	return writeJSON(w, document)
}

func toUse(u *decisionlog.Use) wireUse {
	w := wireUse{Guideline: u.Guideline, Level: string(u.Level), Technology: u.Technology, Location: wireLocation(u.Location)}
	if u.Component != nil {
		w.Name, w.PURL = u.Component.Name, u.Component.PURL
	}
	return w
}

type wireDecisions struct {
	Schema    string      `json:"schema"`
	Tool      Tool        `json:"tool"`
	Policy    wirePolicy  `json:"policy"`
	AsOf      string      `json:"as_of"`
	Decisions []wireEntry `json:"decisions"`
}

// wireEntry is a decision of the log, and what rests on it.
type wireEntry struct {
	ID             string      `json:"id"`
	Title          string      `json:"title"`
	Status         string      `json:"status"`
	SupersededBy   string      `json:"superseded_by"`
	Date           string      `json:"date"`
	DecisionMakers []string    `json:"decision_makers"`
	Consulted      []string    `json:"consulted"`
	Informed       []string    `json:"informed"`
	ReviewBy       string      `json:"review_by"`
	Overdue        bool        `json:"overdue"`
	Summary        string      `json:"summary"`
	Forum          string      `json:"forum"`
	Path           string      `json:"path"`
	Guidelines     []string    `json:"guidelines"`
	Owners         []wireOwner `json:"owners"`
}

func writeDecisionsJSON(w io.Writer, d Decisions, o Options) error {
	return writeJSON(w, wireDecisions{
		Schema: "techcheck/decisions/v1", Tool: o.Tool, Policy: wirePolicy{d.Policy.Settings.Name, d.Policy.Revision},
		AsOf:      string(d.AsOf),
		Decisions: list(d.Entries, func(e *decisionlog.Entry) wireEntry { return toEntry(d.Policy, e) }),
	})
}

func toEntry(p *guideline.Policy, e *decisionlog.Entry) wireEntry {
	return wireEntry{
		ID: e.ID, Title: e.Title, Status: string(e.Status), SupersededBy: e.SupersededBy, Date: string(e.Date),
		DecisionMakers: strs(e.Makers), Consulted: strs(e.Consulted), Informed: strs(e.Informed),
		ReviewBy: string(e.ReviewBy), Overdue: e.Overdue, Summary: e.Summary, Forum: e.Forum, Path: e.Place.Path,
		Guidelines: list(e.Guidelines, func(g *guideline.Guideline) string { return g.ID }),
		Owners:     list(e.Owners(), func(id *string) wireOwner { return wireOwner(owner(p, *id)) }),
	}
}
