package report_test

import (
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/decisionlog"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/report"
)

// decisionSchemas are the schemas of what is said about the decision log, by the first part of a golden file's name.
var decisionSchemas = map[string]string{
	"decisions": report.DecisionsSchema, "decision": report.DecisionSchema, "due": report.DueSchema,
}

// decisionReports calls run with every case about the decision log in every format.
func decisionReports(run func(golden string, write func(io.Writer, report.Options) error)) {
	for name, p := range map[string]*guideline.Policy{"rich": acmeLog(), "nothing": {}, "hostile": hostileLog()} {
		entries, err := decisionlog.List(p, "2026-11-22", decisionlog.Filter{})
		if err != nil {
			panic(err)
		}
		eachFormat(run, "decisions-"+name, report.DecisionsFormats, report.Decisions{Policy: p, AsOf: "2026-11-22", Entries: entries})
		eachFormat(run, "due-"+name, report.DueFormats, report.Due{
			Policy: p, AsOf: "2026-11-22", Within: 90, Owners: decisionlog.Reviews(p, "2026-11-22", 90),
		})
	}
	rich, hostileResult := results["rich"], results["hostile"]
	for name, d := range map[string]report.Decision{
		"rich": {
			Record: show(acmeLog(), 2, rich.Findings), Policy: acmeLog(), AsOf: rich.AsOf, Repository: rich.Repository,
			Inventory: rich.Inventory, Problems: rich.Problems,
		},
		"superseded": {Record: show(acmeLog(), 0, nil), Policy: acmeLog(), AsOf: rich.AsOf, Inventory: &inventory.Inventory{}},
		"hostile": {
			Record: show(hostileLog(), 1, hostileResult.Findings), Policy: hostileLog(), AsOf: rich.AsOf, Repository: hostile,
			Inventory: hostileResult.Inventory, Problems: hostileResult.Problems,
		},
	} {
		eachFormat(run, "decision-"+name, report.DecisionFormats, d)
	}
}

func eachFormat[T any](run func(string, func(io.Writer, report.Options) error), name string, formats []*report.FormatOf[T], value T) {
	for _, f := range formats {
		run(name+"."+f.Name, func(w io.Writer, o report.Options) error { return f.Write(w, value, o) })
	}
}

func show(p *guideline.Policy, i int, findings []finding.Finding) decisionlog.Record {
	return decisionlog.Show(p, &p.Decisions[i], "2026-11-22", decisionlog.Facts{
		Inventory: richInventory(), Findings: findings,
		Applying: func(*inventory.Component) (surely, maybe []*guideline.Guideline) {
			return []*guideline.Guideline{&p.Guidelines[0]}, nil
		},
	})
}

func acmeLog() *guideline.Policy {
	p := acme()
	p.Decisions = []guideline.Decision{
		{ID: "D-0002", Title: "MongoDB for documents", Status: guideline.Superseded, SupersededBy: "D-0007", Date: "2021-05-01", ReviewBy: "2022-05-01"},
		{ID: "D-0003", Title: "Services in Go", Status: guideline.Accepted, Date: "2023-01-31", Makers: []string{"DNA group"}, ReviewBy: "2026-12-01"},
		{
			ID: "D-0007", Title: "One document store", Status: guideline.Accepted, Date: "2025-02-01",
			Makers: []string{"Ada", "DNA group"}, Consulted: []string{"Data platform"}, Informed: []string{"all teams"},
			ReviewBy: "2026-11-01", Summary: "We run one document store, and run it well.", Place: guideline.Place{Path: "decisions/0007-one-document-store.md"},
		},
		{ID: "D-0009", Title: "Images by digest", Status: guideline.Proposed, Date: "2026-10-01", Forum: "#architecture"},
	}
	p.Guidelines = append([]guideline.Guideline{
		{ID: "a/postgresql", Status: guideline.Approved, Technology: "postgresql", Owner: "data-platform", Decision: "D-0007", ReviewBy: "2026-11-22"},
	}, p.Guidelines...)
	p.Guidelines[3].AppliesTo = guideline.Selector{Technologies: []string{"mongodb"}}
	p.Guidelines[0].AppliesTo = guideline.Selector{Technologies: []string{"postgresql"}, Versions: ">=15"}
	return p
}

func hostileLog() *guideline.Policy {
	p := hostilePolicy()
	words := []string{hostile, hostile}
	p.Guidelines[0].ReviewBy = "2026-01-01"
	p.Decisions = []guideline.Decision{
		{ID: "D-0001", Title: hostile, Status: guideline.Superseded, SupersededBy: hostile},
		{
			ID: hostile, Title: hostile, Status: guideline.Accepted, Makers: words, Consulted: words, Informed: words,
			Summary: hostile, Forum: hostile, ReviewBy: "2026-01-01", Place: guideline.Place{Path: hostile},
		},
	}
	return p
}

// TestDecisionSchemasAgree holds that one word means the same in every schema, and names the statuses that the code knows.
func TestDecisionSchemasAgree(t *testing.T) {
	known := definitions(t, report.ResultSchema)
	for _, schema := range decisionSchemas {
		for name, definition := range definitions(t, schema) {
			if other, ok := known[name]; ok {
				if diff := cmp.Diff(other, definition); diff != "" {
					t.Errorf("%s differs:\n%s", name, diff)
				}
			}
			known[name] = definition
		}
	}
	checkEnum(t, known, "decision", "status", decisionlog.Statuses)
}

func TestNamed(t *testing.T) {
	if f, err := report.Named(report.DueFormats, "json"); err != nil || f.Name != "json" {
		t.Errorf("%v, %v", f, err)
	}
	if _, err := report.Named(report.DueFormats, "xml"); err == nil {
		t.Error("xml is no format")
	}
}
