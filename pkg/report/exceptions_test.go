package report_test

import (
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/exceptionlog"
	"github.com/dna-group/techcheck/pkg/report"
)

// exceptionSchemas are the schemas of what is said about exceptions, by the first part of a golden file's name.
var exceptionSchemas = map[string]string{"exceptions": report.ExceptionsSchema, "exceptionlog": report.ExceptionLogSchema}

// exceptionReports calls run with every case about exceptions in every format.
func exceptionReports(run func(golden string, write func(io.Writer, report.Options) error)) {
	for name, r := range results {
		eachFormat(run, "exceptions-"+name, report.ExceptionsFormats, report.Exceptions{Result: r, Listed: r.Exceptions})
	}
	for name, l := range map[string]report.ExceptionLog{"rich": richLog(), "nothing": {AsOf: "2026-11-22"}, "hostile": hostileExceptionLog()} {
		eachFormat(run, "exceptionlog-"+name, report.ExceptionLogFormats, l)
	}
	for name, requests := range map[string][]report.Request{"rich": richRequests(), "hostile": hostileRequests()} {
		run("requests-"+name+".markdown", func(w io.Writer, o report.Options) error { return report.Requests(w, requests, o) })
		run("asked-"+name+".text", func(w io.Writer, o report.Options) error { return report.Asked(w, requests[0].Findings, o) })
		run("review-"+name+".text", func(w io.Writer, o report.Options) error {
			return report.Written(w, []string{requests[0].Path}, nil, requests[0].Review(), o)
		})
	}
	rich, spoilt := []report.Pruned{{Path: "a.toml", Why: "unused: it is gone"}}, []report.Pruned{{Path: hostile, Why: hostile}}
	run("prune-rich.text", func(w io.Writer, o report.Options) error { return report.Prune(w, rich, rich, o) })
	run("prune-hostile.text", func(w io.Writer, o report.Options) error { return report.Prune(w, spoilt, spoilt, o) })
}

func richRequests() []report.Request {
	mongo := mongoDriver()
	mongo.Requirement = ">=1.15"
	again := results["rich"].Findings[2]
	again.Component, again.Location.Line = &mongo, 15
	return []report.Request{
		{
			Policy: acme(), Repository: "acme/billing", Findings: append(results["rich"].Findings[2:3:3], again),
			Exception: &exception.Exception{
				ID: "mongodb-billing-20261122", Path: ".techcheck/exceptions/mongodb-billing-20261122.toml", Guideline: "datastores/mongodb",
				Component: "pkg:golang/go.mongodb.org/mongo-driver", Repositories: []string{"acme/billing"}, Paths: []string{"services/api/go.mod"},
				Versions: "<2", Reason: "Migration in *Q2*.", Ticket: "PAY-1432", RequestedBy: "payments", RequestedOn: "2026-11-22",
				Status: exception.Requested, ExpiresOn: "2027-02-20", Decision: "D-0007",
			},
		},
		{
			Policy: acme(), Renewals: 2,
			Exception: &exception.Exception{
				ID: "cassandra-20261122", Path: "exceptions/cassandra-20261122.toml", Guideline: "categories/datastore", Technology: "cassandra",
				Reason: "Still there.", RequestedBy: "payments", RequestedOn: "2026-11-22", Status: exception.Requested, ExpiresOn: "2026-11-23",
				Decision: "D-0007", Renews: "cassandra-20251122",
			},
		},
	}
}

func hostileRequests() []report.Request {
	return []report.Request{
		{Policy: hostilePolicy(), Repository: hostile, Findings: results["hostile"].Findings, Exception: hostileException(), Renewals: 1},
		{Policy: hostilePolicy(), Exception: hostileException()},
	}
}

func richLog() report.ExceptionLog {
	ada, bob := exceptionlog.Person{Name: "Ada", Email: "ada@example.com", When: "2026-11-22T10:00:00+01:00"}, exceptionlog.Person{Name: "Bob", Email: "bob@example.com", When: "2026-11-24T09:00:00Z"}
	return report.ExceptionLog{
		Repository: "acme/billing", Revision: "origin/main", Commit: "4f1d9c2e8a7b", AsOf: "2027-03-01", Shallow: true,
		Events: []exceptionlog.Event{
			{
				When: "2026-11-22T10:00:00+01:00", Kind: exceptionlog.Asked, ID: "mongodb-billing-20261122", By: "payments", On: "2026-11-22",
				Details: []string{"datastores/mongodb until 2027-02-20", "Migration in Q2."}, Commit: "9f2c1d4e8a7b", Author: ada, Committer: ada,
			},
			{
				When: "2026-11-24T09:00:00Z", Kind: exceptionlog.Approved, ID: "mongodb-billing-20261122", By: "data-platform", On: "2026-11-24",
				Commit: "1f2c1d4e8a7b", Author: bob, Committer: exceptionlog.Person{Name: "GitHub", Email: "noreply@example.com"}, Signed: "gpg",
			},
			{When: "2027-02-21", Kind: exceptionlog.Lapsed, ID: "mongodb-billing-20261122", Details: []string{"its last day was 2027-02-20"}},
		},
	}
}

func hostileExceptionLog() report.ExceptionLog {
	who := exceptionlog.Person{Name: hostile, Email: hostile, When: hostile}
	return report.ExceptionLog{
		Repository: hostile, Revision: hostile, Commit: hostile, AsOf: "2026-11-22",
		Events: []exceptionlog.Event{{When: hostile, Kind: exceptionlog.Asked, ID: hostile, By: hostile, On: "2026-11-22", Details: []string{hostile}, Commit: hostile, Author: who, Committer: who}},
	}
}

// TestExceptionSchemasAgree holds that an exception is the same in a scan's result and in the list.
func TestExceptionSchemasAgree(t *testing.T) {
	listed := definitions(t, report.ExceptionsSchema)["listed_exception"].(map[string]any)["properties"].(map[string]any)
	delete(listed, "owner")
	delete(listed, "days_to_decision")
	if diff := cmp.Diff(definitions(t, report.ResultSchema)["exception"].(map[string]any)["properties"], any(listed)); diff != "" {
		t.Errorf("an exception differs (-result +exceptions):\n%s", diff)
	}
	checkEnum(t, definitions(t, report.ExceptionLogSchema), "event", "kind", exceptionlog.Kinds)
}
