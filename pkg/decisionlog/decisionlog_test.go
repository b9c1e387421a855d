package decisionlog_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/decisionlog"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

const today = "2026-11-22"

func policy() *guideline.Policy {
	return &guideline.Policy{
		Settings: guideline.Settings{Owners: []guideline.Owner{{ID: "data", Name: "Data"}, {ID: "web", Name: "Web"}}},
		Guidelines: []guideline.Guideline{
			{ID: "data/mongodb", Status: guideline.Disallowed, Technology: "mongodb", Owner: "data", Decision: "D-0007", ReviewBy: "2026-11-23"},
			{ID: "data/postgresql", Status: guideline.Approved, Technology: "postgresql", Owner: "data", Decision: "D-0007", ReviewBy: "2026-11-21"},
			{ID: "web/no_beta", Title: "No betas", Owner: "web", Decision: "D-0007", ReviewBy: "2028-01-01"},
		},
		Decisions: []guideline.Decision{
			{ID: "D-0001", Title: "Oracle everywhere", Status: guideline.Superseded, SupersededBy: "D-0007", ReviewBy: "2020-01-01"},
			{ID: "D-0002", Title: "Two Data Centres", Status: guideline.Accepted, Makers: []string{"Ada", "Grace"}, ReviewBy: "2026-01-01"},
			{ID: "D-0007", Title: "One data store", Status: guideline.Accepted, ReviewBy: today},
			{ID: "D-0010", Title: "Perhaps", Status: guideline.Proposed},
		},
	}
}

func TestList(t *testing.T) {
	for _, test := range []struct {
		filter decisionlog.Filter
		want   string
	}{
		{decisionlog.Filter{}, "D-0001 D-0002! D-0007 D-0010"},
		{decisionlog.Filter{Status: "accepted"}, "D-0002! D-0007"},
		{decisionlog.Filter{Owner: "web"}, "D-0007"},
		{decisionlog.Filter{Area: "data"}, "D-0007"},
		{decisionlog.Filter{Overdue: true}, "D-0002!"}, // a day is the last one tolerated; what is superseded is not reviewed
		{decisionlog.Filter{Area: "data", Overdue: true}, ""},
		{decisionlog.Filter{Status: "acepted"}, `"acepted" is not the status of a decision: did you mean accepted?`},
		{decisionlog.Filter{Owner: "dat"}, `"dat" is not an owner in this policy: did you mean data?`},
		{decisionlog.Filter{Area: "x"}, `"x" is not an area of this policy: write one of data, web`},
	} {
		entries, err := decisionlog.List(policy(), today, test.filter)
		var got []string
		for _, e := range entries {
			late := map[bool]string{true: "!"}[e.Overdue]
			got = append(got, e.ID+late)
		}
		if err != nil {
			got = []string{err.Error()}
		}
		if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%+v: %s", test.filter, diff)
		}
	}
}

func TestFind(t *testing.T) {
	for written, want := range map[string]string{
		"7": "D-0007", "0007": "D-0007", "D-7": "D-0007", "d-0007": "D-0007", "D0007": "D-0007", "10": "D-0010",
		"data":   `"data" is not the id of a decision: did you mean D-0002 ("Two Data Centres") or D-0007 ("One data store")?`,
		"D-0070": `"D-0070" is not a decision: the log goes from D-0001 to D-0010; techcheck decision list shows it`,
		"":       `"" is not a decision: the log goes from D-0001 to D-0010; techcheck decision list shows it`,
	} {
		got := ""
		if d, err := decisionlog.Find(policy(), written); err != nil {
			got = err.Error()
		} else {
			got = d.ID
		}
		if got != want {
			t.Errorf("%q: %s", written, cmp.Diff(want, got))
		}
	}
	if _, err := decisionlog.Find(&guideline.Policy{}, "7"); err == nil || !strings.Contains(err.Error(), "the policy has none") {
		t.Errorf("of an empty log: %v", err)
	}
}

func TestShow(t *testing.T) {
	p := policy()
	mongo := inventory.Component{Name: "mongoose", Location: inventory.Location{Path: "b.json", Line: 2}}
	pg := inventory.Component{Name: "pg", Location: inventory.Location{Path: "a.json", Line: 3}}
	record := decisionlog.Show(p, p.Decision("D-0007"), today, decisionlog.Facts{
		Inventory: &inventory.Inventory{Components: []inventory.Component{pg, mongo}},
		Findings: []finding.Finding{
			{Guideline: "web/no_beta", Level: finding.Note, Technology: "next", Location: inventory.Location{Path: "a.json", Line: 1}},
			{Guideline: "data/mongodb", Level: finding.Error, Component: &mongo, Location: mongo.Location},
			{Guideline: "other/one", Level: finding.Error, Location: mongo.Location},
		},
		Applying: func(c *inventory.Component) (surely, maybe []*guideline.Guideline) {
			if c.Name == "pg" {
				return nil, []*guideline.Guideline{p.Guideline("data/postgresql")}
			}
			return []*guideline.Guideline{p.Guideline("data/mongodb")}, nil
		},
	})
	var uses []string
	for _, u := range record.Uses {
		uses = append(uses, fmt.Sprintf("%s %s:%d %s", u.Guideline, u.Location.Path, u.Location.Line, u.Level))
	}
	want := []string{"data/mongodb b.json:2 error", "data/postgresql a.json:3 ", "web/no_beta a.json:1 note"}
	if diff := cmp.Diff(want, uses); diff != "" {
		t.Error(diff)
	}
	if record.Successor != nil || len(record.Replaced) != 1 || record.Replaced[0].ID != "D-0001" || len(record.Guidelines) != 3 {
		t.Errorf("%+v", record)
	}
	old := decisionlog.Show(p, p.Decision("D-0001"), today, decisionlog.Facts{})
	if old.Successor == nil || old.Successor.ID != "D-0007" || old.Overdue {
		t.Errorf("%+v", old)
	}
}

func TestReviews(t *testing.T) {
	for within, want := range map[int]string{
		-1: "Ada, Grace: D-0002 -325; Data: data/postgresql -1",
		0:  "Ada, Grace: D-0002 -325; Data: data/postgresql -1, D-0007 0",
		90: "Ada, Grace: D-0002 -325; Data: data/postgresql -1, D-0007 0, data/mongodb 1",
	} {
		var owners []string
		for _, due := range decisionlog.Reviews(policy(), today, within) {
			var reviews []string
			for _, r := range due.Reviews {
				reviews = append(reviews, fmt.Sprintf("%s %d", r.ID, r.Days))
			}
			owners = append(owners, due.Owner.Name+": "+strings.Join(reviews, ", "))
		}
		if diff := cmp.Diff(want, strings.Join(owners, "; ")); diff != "" {
			t.Errorf("within %d: %s", within, diff)
		}
	}
}
