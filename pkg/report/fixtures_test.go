package report_test

import (
	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
)

var tool = report.Tool{Name: "techcheck", Version: "0.1.0"}

// results are the cases that every format of a scan is tested with.
var results = map[string]*scan.Result{
	"rich":    richResult(),
	"clean":   cleanResult(),
	"nothing": {Policy: acme(), AsOf: "2026-11-22", Inventory: &inventory.Inventory{}},
	"hostile": hostileResult(),
	"markup":  markupResult(),
}

// inventories are the cases that every format of an inventory is tested with.
var inventories = map[string]report.Inventory{
	"rich":    {Inventory: richInventory(), Policy: acme(), Repository: "acme/billing", Revision: "9f2c1d4e8a7b"},
	"nothing": {Inventory: &inventory.Inventory{}, Policy: acme()},
	"hostile": {Inventory: hostileInventory(), Policy: hostilePolicy(), Repository: hostile, Revision: hostile},
}

func acme() *guideline.Policy {
	return &guideline.Policy{
		Revision: "4f1d9c2a0b1c",
		Settings: guideline.Settings{
			Name:   "acme/technology",
			Owners: []guideline.Owner{{ID: "data-platform", Name: "Data platform", Contact: "#data-platform"}, {ID: "platform"}},
		},
		Technologies: []guideline.Technology{
			{ID: "cassandra", Name: "Cassandra", Category: "datastore"},
			{ID: "go", Name: "Go", Category: "language"},
			{ID: "mongodb", Name: "MongoDB", Category: "datastore"},
			{ID: "postgresql", Name: "PostgreSQL", Category: "datastore"},
			{ID: "redis", Name: "Redis", Category: "datastore"},
		},
		Guidelines: []guideline.Guideline{
			{
				ID: "categories/datastore", Reason: "Two datastores are enough.", Alternatives: []string{"postgresql", "redis"},
				Owner: "data-platform", Decision: "D-0007", ReviewBy: "2027-03-01",
			},
			{
				ID: "containers/pinned", Title: "Base images are pinned by digest", Reason: "A tag can move under you.",
				Owner: "platform", Decision: "D-0009", ReviewBy: "2027-06-30", Module: "guidelines/containers/pinned.rego",
			},
			{
				ID: "datastores/mongodb", Status: guideline.Disallowed, Technology: "mongodb",
				Reason:       "One document store more than we can run well.",
				Alternatives: []string{"postgresql"},
				Links:        []guideline.Link{{Name: "migration", URL: "https://wiki.example.com/mongo-to-pg"}},
				Owner:        "data-platform", Decision: "D-0007", ReviewBy: "2027-03-01", Since: "2025-03-01",
			},
			{
				ID: "unlisted/image", Reason: "Nobody has looked at it.", Owner: "platform", Decision: "D-0009", ReviewBy: "2027-03-01",
			},
		},
		Decisions: []guideline.Decision{{ID: "D-0007", Title: "One document store", Status: guideline.Accepted, Date: "2025-02-01"}},
	}
}

func at(path string, line, column, endColumn int) inventory.Location {
	return inventory.Location{Path: path, Line: line, Column: column, EndLine: line, EndColumn: endColumn}
}

func mongoDriver() inventory.Component {
	return inventory.Component{
		PURL: "pkg:golang/go.mongodb.org/mongo-driver@v1.17.1", Type: "golang", Name: "go.mongodb.org/mongo-driver",
		Version: "v1.17.1", Kind: inventory.Library, Scope: inventory.Runtime, Direct: true,
		Technologies: []string{"mongodb"}, Introduced: true, Extractor: "gomod", Resolution: inventory.Literal,
		Location:        at("services/api/go.mod", 14, 2, 29),
		VersionLocation: at("services/api/go.mod", 14, 30, 37),
	}
}

func nodeImage() inventory.Component {
	return inventory.Component{
		PURL: "pkg:docker/node", Type: "docker", Name: "node", Kind: inventory.Image, Scope: inventory.Build, Direct: true,
		Extractor: "dockerfile", Resolution: inventory.Literal, Attributes: inventory.Attributes{Tag: "lts", Stage: "build"},
		Location: at("Dockerfile", 1, 6, 10),
	}
}

func richResult() *scan.Result {
	mongo, node := mongoDriver(), nodeImage()
	return &scan.Result{
		Policy: acme(), Repository: "acme/billing", Revision: "9f2c1d4e8a7b", Base: "origin/main",
		Trusted: scan.Trusted{
			Name: "origin/main", Commit: "4f1d9c2e8a7b", Why: "the tip of the target branch",
			Ignored: []string{".techcheck.toml of this change: exclude"},
		},
		Exceptions: richExceptions(),

		AsOf: "2026-11-22", Inventory: richInventory(),
		Findings: []finding.Finding{
			{
				ID: "a1", Guideline: "categories/datastore", Level: finding.Warning, Message: "Cassandra is not a default datastore",
				Notes: []string{"It only warns until 2027-01-01."}, Technology: "cassandra", Location: inventory.Location{Path: "compose.yaml"},
			},
			{
				ID: "b2", Guideline: "unlisted/image", Level: finding.Note, Message: "node is no known technology", Component: &node,
				Location: node.Location, Excerpt: "FROM node:lts AS build",
			},
			{
				ID: "c3", Guideline: "datastores/mongodb", Level: finding.Error, State: finding.NeedsReview, Fails: true,
				Message: "MongoDB is disallowed", Component: &mongo, Technology: "mongodb", Introduced: true,
				Location: mongo.Location, Excerpt: "\tgo.mongodb.org/mongo-driver v1.17.1",
			},
			{
				ID: "d4", Guideline: "gone/guideline", Level: finding.Error, State: finding.NeedsReview, Fails: true,
				Message: "The repository has no owner",
			},
			{
				ID: "e5", Guideline: "datastores/mongodb", Level: finding.Error, State: finding.Excepted, Exception: "mongodb-billing-20261102",
				Message: "MongoDB is disallowed", Notes: []string{"excepted through 2026-12-05 by Data platform: Migration in Q1. (mongodb-billing-20261102, renewed once)"},
				Component: &mongo, Technology: "mongodb", Location: at("services/web/go.mod", 5, 9, 36), Excerpt: "require go.mongodb.org/mongo-driver v1.16.0",
			},
			{
				ID: "f6", Guideline: "datastores/mongodb", Level: finding.Error, State: finding.UnderReview, Exception: "mongodb-x", Fails: true,
				Message: "MongoDB is disallowed", Notes: []string{"mongodb-x says that it is approved, which does not count: it counts once it is merged into origin/main"},
				Component: &mongo, Technology: "mongodb", Location: at("x/go.mod", 6, 9, 36), Excerpt: "require go.mongodb.org/mongo-driver v1.15.0",
			},
			{
				ID: "g7", Guideline: "datastores/mongodb", Level: finding.Error, State: finding.Lapsed, Exception: "mongodb-old", Fails: true,
				Message: "MongoDB is disallowed", Notes: []string{"this is back because mongodb-old lapsed on 2026-11-01"},
				Component: &mongo, Technology: "mongodb", Location: at("y/go.mod", 7, 9, 36), Excerpt: "require go.mongodb.org/mongo-driver v1.15.0",
			},
			{
				ID: "h8", Guideline: "datastores/mongodb", Level: finding.Error, State: finding.Rejected, Exception: "mongodb-no", Fails: true,
				Message: "MongoDB is disallowed", Notes: []string{"Data platform said no on 2026-10-01: Use PostgreSQL. (mongodb-no)"},
				Component: &mongo, Technology: "mongodb", Location: at("z/go.mod", 8, 9, 36), Excerpt: "require go.mongodb.org/mongo-driver v1.15.0",
			},
		},
		Problems: []inventory.Problem{
			{Path: "old/package.json", Line: 2, Column: 1, Message: "unexpected end: close the object", Tolerated: true},
			{Path: "web/package.json", Line: 3, Column: 9, Message: "unexpected end: close the object"},
		},
		Summary: scan.Summary{
			Violations: 6, NeedsReview: 5, Failing: 5, Excepted: 1, Warnings: 1, Notes: 1,
			Components: 7, Indirect: 1, Unresolved: 2, Manifests: 3, Unparsed: 1,
		},
	}
}

// approved is an exception that a review has granted.
func approved(id string) exception.Exception {
	return exception.Exception{
		ID: id, Path: exception.Folder + "/" + id + ".toml", Guideline: "datastores/mongodb",
		Component: "pkg:golang/go.mongodb.org/mongo-driver/**", Paths: []string{"services/web/**"}, Versions: "<2",
		Reason: "Migration in Q1.", Ticket: "PAY-1432", RequestedBy: "payments", RequestedOn: "2026-11-02", Status: exception.Approved,
		DecidedBy: "data-platform", DecidedOn: "2026-11-04", Note: "Until the migration.", ExpiresOn: "2026-12-05", Decision: "D-0007",
	}
}

func richExceptions() []exception.Standing {
	lapsing, over, refused, unused, early, doubtful := approved("mongodb-billing-20261102"), approved("mongodb-old"), approved("mongodb-no"),
		approved("mongodb-gone"), approved("mongodb-soon"), approved("mongodb-x")
	lapsing.Renews = "mongodb-billing-20251102"
	refused.Status, refused.Note = exception.Rejected, "Use PostgreSQL."
	doubtful.Doubt, doubtful.Draft = "it counts once it is merged into origin/main", true
	return []exception.Standing{
		{Exception: &lapsing, State: exception.InForce, LastDay: "2026-12-05", Lapsing: true, Renewals: 1, Findings: 1},
		{Exception: &unused, State: exception.InForce, LastDay: "2027-05-31", Unused: "the component is not used here"},
		{Exception: &refused, State: exception.Refused, LastDay: "2026-12-05", Findings: 1},
		{Exception: &over, State: exception.Over, LastDay: "2026-11-01", Because: "the guideline rests on D-0009 since 2026-10-01, not on D-0007", Findings: 1},
		{Exception: &early, State: exception.InForce, LastDay: "2027-05-31", NotYet: "the guideline does not forbid it yet"},
		{Exception: &doubtful, State: exception.Waiting, LastDay: "2026-12-05", Findings: 1},
	}
}

func cleanResult() *scan.Result {
	return &scan.Result{
		Policy: acme(), AsOf: "2026-11-22", Inventory: &inventory.Inventory{},
		Summary: scan.Summary{Components: 1, Manifests: 1},
	}
}

func richInventory() *inventory.Inventory {
	other := mongoDriver()
	other.Version, other.Location, other.VersionLocation = "v1.16.0", at("services/web/go.mod", 5, 9, 36), inventory.Location{}
	third, fourth := other, other
	third.Location.Path, third.Version, third.Requirement = "tools/go.mod", "", ">=1"
	fourth.Location.Path, fourth.Version = "x/go.mod", "v1.15.0"
	indirect, managed, cassandra, language := other, other, nodeImage(), other
	indirect.Direct = false
	managed.Scope = inventory.Managed
	cassandra.Name, cassandra.PURL, cassandra.Technologies = "cassandra", "pkg:docker/cassandra@5", []string{"cassandra"}
	cassandra.Version, cassandra.Location = "5", at("compose.yaml", 4, 12, 21)
	language.Name, language.PURL, language.Type, language.Kind = "go", "pkg:generic/go@1.26.0", "generic", inventory.Language
	language.Version, language.Technologies, language.Location = "1.26.0", []string{"go"}, at("x/go.mod", 3, 4, 10)
	return &inventory.Inventory{
		Components: []inventory.Component{
			nodeImage(), cassandra, mongoDriver(), other, third, fourth, language, indirect, managed,
		},
		Projects: []inventory.Project{{Name: "checkout", Path: "services/api"}},
		Manifests: []inventory.Manifest{
			{Path: "Dockerfile", Extractor: "dockerfile", Parsed: true, Components: 1},
			{Path: "services/api/go.mod", Extractor: "gomod", Parsed: true, Components: 1},
			{Path: "web/package.json", Extractor: "packagejson"},
		},
		Problems: []inventory.Problem{{Path: "web/package.json", Line: 3, Column: 9, Message: "unexpected end: close the object"}},
		Omitted:  []inventory.Omitted{{Reason: "excluded by .techcheck.toml", Files: 1}, {Reason: "vendored", Files: 2}},
		Unread: []inventory.Unread{
			{Path: "deploy/a/Chart.yaml", Format: "Chart.yaml"}, {Path: "deploy/b/Chart.yaml", Format: "Chart.yaml"}, {Path: "hs/a.cabal", Format: "*.cabal"},
		},
	}
}

// hostile is what a manifest, a path or a policy may hold to be obeyed by a terminal, a log or a reader's eye.
const hostile = "::error::x\x1b[31mred\x9b2J\r\n::set-env name=PATH::/tmp\n##[add-mask]a ##vso[task.x]\t\u202egpj\u200b\u0085\u2028\x7f\x00\xff\U000e0041 漢字👍🏽 <b>&\"\\"

func hostilePolicy() *guideline.Policy {
	return &guideline.Policy{
		Revision:     hostile,
		Settings:     guideline.Settings{Name: hostile, Owners: []guideline.Owner{{ID: hostile, Name: hostile, Contact: hostile}}, ReviewAt: "https://review.example.com/?g={guideline}&p={path}&l={line}#" + hostile},
		Technologies: []guideline.Technology{{ID: hostile, Name: hostile, Category: hostile}},
		Guidelines: []guideline.Guideline{{
			ID: hostile, Title: hostile, Status: guideline.Disallowed, Technology: hostile, Reason: hostile, Owner: hostile, Decision: hostile,
			Alternatives: []string{hostile}, Links: []guideline.Link{{Name: hostile, URL: hostile}},
		}},
		Decisions: []guideline.Decision{{ID: hostile, Title: hostile, Status: guideline.Accepted, Date: "2025-02-01"}},
	}
}

func hostileInventory() *inventory.Inventory {
	known := inventory.Component{
		PURL: hostile, Type: hostile, Name: hostile, Version: hostile, Requirement: hostile, Project: hostile, Extractor: hostile,
		Kind: inventory.Library, Scope: inventory.Runtime, Resolution: inventory.Literal, Direct: true, Technologies: []string{hostile},
		Attributes: inventory.Attributes{Registry: hostile, Digest: hostile, Tag: hostile, Platform: hostile, Stage: hostile, ReplacedBy: hostile, Source: hostile},
		Location:   at(hostile, 3, 1, 20),
	}
	unknown := known
	unknown.Technologies = nil
	return &inventory.Inventory{
		Components: []inventory.Component{known, unknown},
		Manifests:  []inventory.Manifest{{Path: hostile, Extractor: hostile, Parsed: true, Components: 2}},
		Problems:   []inventory.Problem{{Path: hostile, Line: 3, Message: hostile}},
		Omitted:    []inventory.Omitted{{Reason: hostile, Files: 2}},
		Unread:     []inventory.Unread{{Path: hostile, Format: "mix.exs"}},
	}
}

func hostileException() *exception.Exception {
	return &exception.Exception{
		ID: hostile, Path: hostile, Guideline: hostile, Component: hostile, Technology: hostile, Repositories: []string{hostile}, Paths: []string{hostile},
		Versions: hostile, Reason: hostile, Ticket: hostile, RequestedBy: hostile, RequestedOn: "2026-11-02", Status: exception.Approved,
		DecidedBy: hostile, DecidedOn: "2026-11-04", Note: hostile, ExpiresOn: "2026-12-05", Decision: hostile, Renews: hostile, Doubt: hostile,
	}
}

func hostileResult() *scan.Result {
	inv := hostileInventory()
	return &scan.Result{
		Policy: hostilePolicy(), Repository: hostile, Revision: hostile, Base: hostile, AsOf: "2026-11-22", Inventory: inv,
		Trusted:    scan.Trusted{Name: hostile, Commit: hostile, Why: hostile, Ignored: []string{hostile}},
		Exceptions: []exception.Standing{{Exception: hostileException(), State: exception.InForce, LastDay: "2026-12-05", Because: hostile, Lapsing: true, Findings: 1, Unused: hostile, NotYet: hostile}},
		Findings: []finding.Finding{{
			ID: "a1", Guideline: hostile, Level: finding.Error, State: finding.NeedsReview, Fails: true, Exception: hostile, Message: hostile, Notes: []string{hostile},
			Component: &inv.Components[0], Technology: hostile, Location: at(hostile, 3, 1, 20), Excerpt: hostile,
		}},
		Problems: inv.Problems,
		Summary:  scan.Summary{Violations: 1, NeedsReview: 1, Failing: 1, Components: 2, Manifests: 1},
	}
}

// markup is what a manifest, a path or a policy may hold to be obeyed by a browser, or to reach somebody.
const markup = "</script><img src=x onerror=alert(1)> a|b `c` ``` @everyone [click](https://evil.example.com) ![x](https://evil.example.com/x.png) [r]: /x {0} ]]> <!-- # - \n# x"

// markupResult has two findings that are alike, so that each stands in a list.
func markupResult() *scan.Result {
	policy := &guideline.Policy{
		Settings: guideline.Settings{Name: markup, Owners: []guideline.Owner{{ID: "o", Name: markup, Contact: markup}}},
		Guidelines: []guideline.Guideline{{
			ID: markup, Title: markup, Reason: markup, Owner: "o", Decision: markup, Alternatives: []string{markup},
			Links: []guideline.Link{{Name: markup, URL: markup}},
		}},
	}
	standing := exception.Standing{Exception: &exception.Exception{ID: markup, Path: markup, Status: exception.Approved}, State: exception.InForce, Unused: markup}
	f := finding.Finding{
		ID: "a1", Guideline: markup, Level: finding.Error, State: finding.NeedsReview, Fails: true, Message: markup, Notes: []string{markup},
		Location: at(markup, 1, 1, 2), Excerpt: markup,
	}
	other, excepted := f, f
	other.ID, other.Message = "b2", "x "+markup
	excepted.ID, excepted.State, excepted.Fails = "c3", finding.Excepted, false
	problem := inventory.Problem{Path: markup, Message: markup}
	return &scan.Result{
		Policy: policy, Repository: markup, Base: markup, AsOf: "2026-11-22", Inventory: &inventory.Inventory{Omitted: []inventory.Omitted{{Reason: markup, Files: 1}}},
		Exceptions: []exception.Standing{standing}, Findings: []finding.Finding{f, other, excepted}, Problems: []inventory.Problem{problem},
		Summary: scan.Summary{Violations: 3, NeedsReview: 2, Failing: 2, Excepted: 1, Components: 3, Manifests: 1},
	}
}
