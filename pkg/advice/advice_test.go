package advice_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/advice"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/naming"
	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/policies"
)

// TestNames holds what names mean, on the shipped catalogue.
func TestNames(t *testing.T) {
	shipped := policy.New(policies.Starter())
	a := advisor(shipped)
	a.Judge = func(context.Context, guideline.Facts) ([]finding.Finding, []inventory.Problem) { return nil, nil }
	for asked, want := range map[string]string{
		// Technologies, as people write them.
		"postgresql": "technology postgresql", "Postgres": "technology postgresql", "PG": "technology postgresql",
		"postgres:16": "technology postgresql 16", "mongodb": "technology mongodb", "Mongo": "technology mongodb",
		"mongo db": "technology mongodb", "MongoDB 7": "technology mongodb 7", "bitnami/mongodb": "technology mongodb",
		"NodeJS": "technology node", "node.js": "technology node", "Node": "technology node", "node 18": "technology node 18",
		"node:20": "technology node 20", "node@v20": "technology node v20", "K8s": "technology kubernetes", "golang": "technology go",
		"go:1.22": "technology go 1.22", "react": "technology react", "ReactJS": "technology react", "vue2": "technology vue 2",
		"react@18": "technology react 18", "python3": "technology python 3", "debian 11": "technology debian 11",
		"SQL Server": "technology sql-server", "rabbit mq": "technology rabbitmq", "open telemetry": "technology opentelemetry",
		"tailwind": "technology tailwindcss", "meilisearch": "technology meilisearch", "R": "technology r",

		// Packages and images.
		"pkg:npm/react@18":                        "component pkg:npm/react 18",
		"pkg:npm/react@18.3.1":                    "component pkg:npm/react@18.3.1 18.3.1",
		"pkg:docker/mongo":                        "component pkg:docker/mongo",
		"docker:postgres:16":                      "component pkg:docker/postgres@16 16",
		"docker:mongo@sha256:00":                  "component pkg:docker/mongo",
		"docker:ghcr.io/acme/app:1":               "component pkg:docker/acme/app@1?repository_url=ghcr.io 1",
		"pkg:docker/a/b@1?repository_url=ghcr.io": "component pkg:docker/a/b@1?repository_url=ghcr.io 1",
		"npm:left-pad":                            "component pkg:npm/left-pad",
		"npm:nobody-knows-it":                     "component pkg:npm/nobody-knows-it",
		"dart:nobody-knows-it":                    "component pkg:pub/nobody_knows_it",
		"pod:Acme/Part":                           "component pkg:cocoapods/Acme#Part",
		"swift:example.com/Acme/Kit@1.0.0":        "component pkg:swift/example.com/acme/kit@1.0.0 1.0.0",
		"npm:@hapi/joi@17.1.1":                    "component pkg:npm/%40hapi/joi@17.1.1 17.1.1",
		"go:go.mongodb.org/mongo-driver":          "component pkg:golang/go.mongodb.org/mongo-driver",
		"maven:org.mongodb:mongodb-driver":        "component pkg:maven/org.mongodb/mongodb-driver",
		"action:actions/checkout@v4":              "component pkg:github/actions/checkout@v4 v4",
		"mongoose":                                "component pkg:npm/mongoose",
		"mongo-driver":                            "component pkg:golang/go.mongodb.org/mongo-driver",
		"@hapi/joi":                               "component pkg:npm/%40hapi/joi",

		// Categories.
		"message queue": "category message-broker", "Message brokers": "category message-broker", "job queue": "category job-queue",
		"database": "category datastore", "relational databases": "category datastore", "vector database": "category vector-database",
		"programming language": "category language", "web framework": "category web-framework", "loggers": "category logging",
		"OS": "category operating-system", "secrets manager": "category secret-management", "datastore": "category datastore",

		// What nobody knows, or what may be several things.
		"mogodb": " suggesting mongodb", "psql": " suggesting postgresql mysql nsq", "queue": " suggesting job-queue message-broker",
		"acme kv": "", "npm:": "", "pkg:": "", "pkg:npm/*": "", "": "", "xyzzyx": "",
	} {
		got := a.Ask(t.Context(), []string{asked}).Answers[0]
		said := strings.TrimRight(fmt.Sprintf("%s %s %s", got.Kind, got.ID, got.Version), " ")
		if len(got.Suggestions) > 0 {
			said += " suggesting " + strings.Join(got.Suggestions, " ")
		}
		if said != want {
			t.Errorf("%q means %q, want %q", asked, said, want)
		}
	}
}

// TestVerdicts holds what is answered by policies of a few lines.
func TestVerdicts(t *testing.T) {
	tests := map[string]struct {
		choices  string // guidelines/a/choices.yaml, without owner, decision and review_by
		settings string // more of settings
		rego     string // guidelines/a/rule.rego
		asked    []string
		want     []string // verdict, "fails", and for each statement its guideline and the part it is about
	}{
		"each status": {
			choices: "mongodb: {status: disallowed}\nmysql: {status: hold}\nredis: {status: trial, pilots: [acme/shop]}\nneo4j: {status: trial, pilots: [acme/billing]}\npostgresql: {status: approved}",
			asked:   []string{"mongodb", "mysql", "redis", "neo4j", "postgresql", "npm:pg", "couchdb"},
			want: []string{
				"disallowed fails; a/mongodb", "hold fails; a/mysql", "trial fails; a/redis; open D-0002", "trial; a/neo4j", "approved; a/postgresql",
				"approved; a/postgresql", "undecided",
			},
		},
		"some versions": {
			choices: "old: {technology: node, versions: \"<20\", status: hold}",
			asked:   []string{"node", "node 18", "node 22", "npm:node"},
			want:    []string{"undecided; a/old (versions <20)", "hold fails; a/old", "undecided", "undecided"},
		},
		"some versions are approved, others not": {
			choices: "new: {technology: node, versions: \">=20\", status: approved}\nold: {technology: node, versions: \"<20\", status: disallowed}",
			asked:   []string{"node", "node 18", "node 22"},
			want:    []string{"approved; a/new (versions >=20); a/old (versions <20)", "disallowed fails; a/old", "approved; a/new"},
		},
		"some ways to use it": {
			choices: "server: {technology: mongodb, kinds: [image], status: disallowed}\nmgo: {purls: [pkg:golang/gopkg.in/mgo.v2], status: hold}",
			asked:   []string{"mongodb", "docker:mongo:7", "go:gopkg.in/mgo.v2", "npm:mongoose"},
			want:    []string{"undecided; a/server (images); a/mgo (gopkg.in/mgo.v2)", "disallowed fails; a/server", "hold fails; a/mgo", "undecided"},
		},
		"not enforced yet, or never": {
			choices: "mongodb: {status: disallowed, since: 2027-01-01}\nmysql: {status: hold, enforce: observe}",
			asked:   []string{"mongodb", "mysql"},
			want:    []string{"disallowed; a/mongodb", "hold; a/mysql"},
		},
		"being decided": {
			choices: "mongodb: {status: disallowed, decision: D-0002}",
			asked:   []string{"mongodb", "redis", "mysql"},
			want:    []string{"proposed; a/mongodb; open D-0002", "undecided; open D-0002", "undecided"},
		},
		"a category with defaults": {
			choices:  "mongodb: {status: hold}",
			settings: "categories: {datastore: {default: [postgresql], others: error, reason: One., owner: data, decision: D-0001, review_by: 2027-11-30}}",
			asked:    []string{"postgresql", "mysql", "mongodb", "react", "database"},
			want: []string{
				"approved; categories/datastore", "disallowed fails; categories/datastore", "hold fails; a/mongodb", "undecided",
				"approved; categories/datastore; open D-0002",
			},
		},
		"what is not listed": {
			settings: "unlisted: {library: {level: error, reason: Ask first., owner: data, decision: D-0001, review_by: 2027-11-30}, image: {level: warning, reason: Ask first., owner: data, decision: D-0001, review_by: 2027-11-30}}",
			asked:    []string{"npm:nobody-knows-it", "npm:react", "docker:acme/app"},
			want:     []string{"undecided fails; unlisted/library", "undecided", "undecided; unlisted/image"},
		},
		"Rego": {
			rego: `# METADATA
# title: No copyleft
# description: Our lawyers say so.
# custom: {owner: data, decision: D-0001, review_by: 2027-11-30, applies_to: {types: [npm]}}
package guidelines.a.rule

deny contains {"component": component, "message": "not this one"} if {
	some component in input.components
	component.name == "mongoose"
}

warn contains {"component": component, "message": "give it a range"} if {
	some component in input.components
	component.requirement == ""
}
`,
			asked: []string{"npm:mongoose", "npm:react", "mongodb"},
			want:  []string{"disallowed fails; a/rule", "undecided", "undecided; a/rule (mongoose)"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			judge := load(t, test.choices, test.settings, test.rego)
			given := advisor(judge).Ask(t.Context(), test.asked)
			var got []string
			for i := range given.Answers {
				got = append(got, summary(&given.Answers[i]))
			}
			if diff := cmp.Diff(test.want, got); diff != "" || len(given.Problems) > 0 {
				t.Errorf("(-want +got):\n%s%v", diff, given.Problems)
			}
		})
	}
}

func summary(a *advice.Answer) string {
	said := string(a.Verdict)
	if a.Fails {
		said += " fails"
	}
	for _, s := range a.Statements {
		said += "; " + s.Guideline.ID
		if s.Part != "" {
			said += " (" + s.Part + ")"
		}
	}
	for _, d := range a.Proposals {
		said += "; open " + d.ID
	}
	return said
}

// TestAsk holds whom to ask: the owner of the judgement, those of other judgements in the category, or all.
func TestAsk(t *testing.T) {
	a := advisor(load(t, "mongodb: {status: hold, owner: platform}", "", ""))
	for asked, want := range map[string][]string{"mongodb": {"platform"}, "redis": {"platform"}, "react": {"data", "platform"}} {
		var got []string
		for _, o := range a.Ask(t.Context(), []string{asked}).Answers[0].Ask {
			got = append(got, o.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: ask %v, want %v", asked, got, want)
		}
	}
}

func TestExit(t *testing.T) {
	a := advisor(load(t, "mongodb: {status: hold}", "", ""))
	for asked, want := range map[string]int{"redis": 0, "redis mongodb": 1, "mongodb nobodyknows": 2} {
		if got := a.Ask(t.Context(), strings.Fields(asked)).Exit(); got != want {
			t.Errorf("%s: exit status %d, want %d", asked, got, want)
		}
	}
}

func advisor(j *policy.Judge) *advice.Advisor {
	return &advice.Advisor{
		Policy: j.Policy, Catalogue: j.Catalogue, Names: naming.New(j.Policy.Technologies),
		Repository: "acme/billing", AsOf: "2026-11-22", Judge: j.Judge, Applying: j.Applying,
	}
}

func load(t *testing.T, choices, settings, rego string) *policy.Judge {
	t.Helper()
	folder := fstest.MapFS{
		"settings.yaml": {Data: []byte("settings:\n  name: acme\n  owners:\n    - {id: data, name: Data, contact: \"#data\"}\n" +
			"    - {id: platform, name: Platform, contact: \"#platform\"}\n  " + settings)},
		"decisions/0001-one.md": {Data: []byte("---\nstatus: accepted\ndate: 2025-02-01\ndecision-makers: [Ada]\nsummary: One is enough.\n---\n# One\n")},
		"decisions/0002-two.md": {Data: []byte("---\nstatus: proposed\ndate: 2026-10-01\nforum: \"#architecture\"\n---\n# Do we want Redis?\n")},
	}
	if choices != "" {
		folder["guidelines/a/choices.yaml"] = &fstest.MapFile{
			Data: []byte("defaults: {owner: data, decision: D-0001, review_by: 2027-11-30, reason: Because.}\n" + choices),
		}
	}
	if rego != "" {
		folder["guidelines/a/rule.rego"] = &fstest.MapFile{Data: []byte(rego)}
	}
	judge, problems := policy.Load(folder, policies.Starter())
	for _, p := range problems {
		t.Errorf("%s:%d: %s", p.Path, p.Line, p.Message)
	}
	if judge == nil {
		t.FailNow()
	}
	return judge
}
