package advice_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/advice"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// TestExplain holds what is told of each kind of thing, in a repository with one use of MongoDB's image.
func TestExplain(t *testing.T) {
	judge := load(t, "mongodb: {status: hold, versions: \"<7\", kinds: [image], until: 2027-12-31, alternatives: [postgresql]}\n"+
		"redis: {status: trial, pilots: [acme/shop], decision: D-0002}", "", "")
	image := inventory.Component{
		PURL: "pkg:docker/mongo@6", Type: "docker", Name: "mongo", Version: "6", Kind: inventory.Image, Scope: inventory.Build,
		Direct: true, Technologies: []string{"mongodb"}, Location: inventory.Location{Path: "Dockerfile", Line: 3},
	}
	inv := &inventory.Inventory{Components: []inventory.Component{image}}
	a := advisor(judge)
	findings, _ := judge.Judge(t.Context(), guideline.Facts{AsOf: a.AsOf, Inventory: inv})
	e := &advice.Explainer{Advisor: a, Inventory: inv, Findings: findings}

	for asked, want := range map[string][]string{
		"a/mongodb": {
			"guideline a/mongodb", "MongoDB <7 is on hold: no new uses", "Because.",
			"It is about uses with the technology MongoDB; the kind image; versions <7.",
			`It rests on D-0001, "One", accepted on 2025-02-01 by Ada.`, "Data answers for it: #data.",
			"Existing uses are tolerated through 2027-12-31.", "It is reviewed by 2027-11-30.", "Use PostgreSQL instead.",
			"An exception needs a reason, the approval of Data, and a last day at most 365 days after it is asked for.", "Dockerfile:3",
		},
		"a/redis": {"Its pilots are acme/shop.", `It rests on D-0002, "Do we want Redis?", proposed on 2026-10-01 and discussed at #architecture.`},
		"mongodb": {
			"guideline a/mongodb", "technology mongodb", "MongoDB is a technology of the category datastore",
			"a/mongodb: MongoDB <7 is on hold: no new uses. Because.", "pkg:npm/mongoose", "Dockerfile:3",
		},
		"Postgres": {"technology postgresql", "No guideline judges it."},
		"d-0001":   {"decision D-0001", "It was accepted on 2025-02-01 by Ada.", "On it rest a/mongodb.", "Dockerfile:3"},
		"a/mongodb@Dockerfile:3": {
			"finding " + findings[0].ID, "The guideline a/mongodb says so: Because.",
			"It applies, because pkg:docker/mongo@6 is MongoDB by the pattern pkg:docker/mongo and its kind is image and its version, 6, is or may be <7.",
			"It comes from the set warn of the status hold, at level warning.", "It does not fail the scan, because its level is warning.",
		},
		findings[0].ID: {"finding " + findings[0].ID},
	} {
		explanations, _ := e.Explain(t.Context(), asked)
		var said []string
		for _, x := range explanations {
			said = slices.Concat(said, []string{x.Kind + " " + x.ID, x.Title}, x.Sentences, x.Recognised, x.Places)
		}
		for _, line := range want {
			if !slices.Contains(said, line) {
				t.Errorf("%s does not say %q, but\n%s", asked, line, strings.Join(said, "\n"))
			}
		}
	}
}

func TestExplainUnknown(t *testing.T) {
	e := &advice.Explainer{Advisor: advisor(load(t, "mongodb: {status: hold}", "", "")), Inventory: &inventory.Inventory{}}
	for asked, want := range map[string]string{"a/mongdb": "a/mongodb", "mogodb": "mongodb", "a/mongodb@go.mod:1": "a/mongodb", "xyzzyx": ""} {
		all, near := e.Explain(t.Context(), asked)
		if len(all) > 0 || want != "" && !slices.Contains(near, want) || want == "" && len(near) > 0 {
			t.Errorf("%s: %d explanations, suggestions %v", asked, len(all), near)
		}
	}
}
