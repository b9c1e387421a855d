package policytest_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/catalogue"
	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/policytest"
	"github.com/dna-group/techcheck/pkg/testrun"
)

var update = flag.Bool("update", false, "write what the cases come to as the expectation")

// Every archive in testdata is a case, whose path in the policy is its comment's first line; below a line "=>" it is
// followed by what the case comes to, and by what an update writes.
func TestCases(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases (%v)", err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			text, want, _ := strings.Cut(string(data), "=>\n")
			path, archive, _ := strings.Cut(text, "\n")
			got := comesTo(t, path, archive)
			if *update {
				if err := os.WriteFile(name, []byte(text+"=>\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// comesTo runs a case, and then once more to update it.
func comesTo(t *testing.T, path, archive string) string {
	t.Helper()
	c := config(t, path, archive)
	var b strings.Builder
	for _, r := range run(t, c) {
		fmt.Fprintf(&b, "%s: %s\n", r.Path, map[testrun.Outcome]string{testrun.Passed: "passed", testrun.Failed: "failed"}[r.Outcome])
		for _, line := range r.Details {
			b.WriteString(line + "\n")
		}
	}
	c.Update = func(path string, data []byte) error {
		expected := txtar.Parse(data).Files
		fmt.Fprintf(&b, "=> %s\n%s", path, expected[len(expected)-1].Data)
		return nil
	}
	for _, r := range run(t, c) {
		if r.Outcome == testrun.Failed {
			b.WriteString("=> nothing to write\n")
		}
	}
	return b.String()
}

func run(t *testing.T, c policytest.Config) []testrun.Result {
	t.Helper()
	results, err := policytest.Cases(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return results
}

func config(t *testing.T, path, archive string) policytest.Config {
	t.Helper()
	p := &guideline.Policy{
		Technologies: []guideline.Technology{
			{ID: "mongodb", Name: "MongoDB", Category: "datastore", IdentifiedBy: []guideline.Evidence{{Purl: "pkg:npm/mongoose"}, {Purl: "pkg:docker/mongo"}}},
			{ID: "node", Name: "Node.js", Category: "language", IdentifiedBy: []guideline.Evidence{{Purl: "pkg:docker/node"}}},
		},
		Guidelines: []guideline.Guideline{
			{ID: "categories/language", Place: guideline.Place{Path: "settings.yaml"}},
			{ID: "data/mongodb", Technology: "mongodb", Status: guideline.Disallowed},
			{ID: "data/rego", Module: "guidelines/data/rego.rego"},
		},
	}
	known := catalogue.New(p.Technologies, nil)
	return policytest.Config{
		Folder: fstest.MapFS{path: {Data: []byte(archive)}, "package.json": {Data: []byte("{}")}},
		Policy: p, Catalogue: known, Judge: judge, Formats: all.Formats, AsOf: "2026-11-22",
	}
}

// judge says of every known technology what it was told, by three guidelines.
func judge(_ context.Context, facts guideline.Facts) (all []finding.Finding, problems []inventory.Problem) {
	for i := range facts.Inventory.Components {
		c := &facts.Inventory.Components[i]
		for _, technology := range c.Technologies {
			message := fmt.Sprintf("%s on %s in %q, introduced %v", technology, facts.AsOf, facts.Repository, c.Introduced)
			for _, id := range []string{"categories/language", "data/mongodb", "data/rego"} {
				all = append(all, finding.Finding{Guideline: id, Level: finding.Error, Message: message, Location: c.Location})
			}
		}
	}
	if len(facts.Inventory.Components) > 2 {
		problems = append(problems, inventory.Problem{Path: "guidelines/data/rego.rego", Line: 1, Column: 2, Message: "too many"})
	}
	return all, problems
}

func TestMatching(t *testing.T) {
	c := config(t, "guidelines/data/mongodb_test.txtar", "")
	c.Matching = regexp.MustCompile("rego")
	if results := run(t, c); len(results) > 0 {
		t.Errorf("%v", results)
	}
}

func TestHidden(t *testing.T) {
	if results := run(t, config(t, "guidelines/.data/mongodb_test.txtar", "")); len(results) > 0 {
		t.Errorf("%v", results)
	}
}

// TestWriteError holds that a case that cannot be written is no success.
func TestWriteError(t *testing.T) {
	full := errors.New("disk full")
	c := config(t, "guidelines/data/mongodb_test.txtar", "-- package.json --\n{}\n")
	c.Update = func(string, []byte) error { return full }
	if _, err := policytest.Cases(t.Context(), c); !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
}
