package report_test

import (
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
		Policy: acme(), Repository: "acme/billing", Revision: "9f2c1d4e8a7b", Base: "origin/main", Trusted: "origin/main",
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
		},
		Problems: []inventory.Problem{{Path: "web/package.json", Line: 3, Column: 9, Message: "unexpected end: close the object"}},
		Summary: scan.Summary{
			Violations: 2, NeedsReview: 2, Failing: 2, Warnings: 1, Notes: 1,
			Components: 7, Indirect: 1, Unresolved: 2, Manifests: 3, Unparsed: 1,
		},
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
		Manifests: []inventory.Manifest{
			{Path: "Dockerfile", Extractor: "dockerfile", Parsed: true, Components: 1},
			{Path: "services/api/go.mod", Extractor: "gomod", Parsed: true, Components: 1},
			{Path: "web/package.json", Extractor: "packagejson"},
		},
		Problems: []inventory.Problem{{Path: "web/package.json", Line: 3, Column: 9, Message: "unexpected end: close the object"}},
		Omitted:  []inventory.Omitted{{Reason: "excluded by .techcheck.toml", Files: 1}, {Reason: "vendored", Files: 2}},
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
	}
}

func hostileResult() *scan.Result {
	inv := hostileInventory()
	return &scan.Result{
		Policy: hostilePolicy(), Repository: hostile, Revision: hostile, Base: hostile, Trusted: hostile, AsOf: "2026-11-22", Inventory: inv,
		Findings: []finding.Finding{{
			ID: "a1", Guideline: hostile, Level: finding.Error, State: finding.NeedsReview, Fails: true, Message: hostile, Notes: []string{hostile},
			Component: &inv.Components[0], Technology: hostile, Location: at(hostile, 3, 1, 20), Excerpt: hostile,
		}},
		Problems: inv.Problems,
		Summary:  scan.Summary{Violations: 1, NeedsReview: 1, Failing: 1, Components: 2, Manifests: 1},
	}
}
