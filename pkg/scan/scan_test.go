package scan_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/catalogue"
	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/scan"
	"github.com/dna-group/techcheck/pkg/source"
)

var technologies = []guideline.Technology{
	{ID: "mongodb", Name: "MongoDB", IdentifiedBy: []guideline.Evidence{{Purl: "pkg:npm/mongoose"}}},
}

// run scans a folder with these files. The judge finds, at the given level, every component of a known technology.
func run(t *testing.T, files map[string]string, policy guideline.Policy, level finding.Level) *scan.Result {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	tree, err := source.Open([]string{root}, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close() })
	options := source.Options{Match: all.Formats.Match, Exclude: policy.Settings.Exclude}
	if err := tree.List(t.Context(), options); err != nil {
		t.Fatal(err)
	}
	known := catalogue.New(technologies, nil)
	judge := func(_ context.Context, facts guideline.Facts) (found []finding.Finding, problems []inventory.Problem) {
		for i := range facts.Inventory.Components {
			if c := &facts.Inventory.Components[i]; len(c.Technologies) > 0 {
				found = append(found, finding.Finding{Guideline: "data/mongodb", Level: level, Component: c, Location: c.Location})
			}
		}
		return found, nil
	}
	return scan.Run(t.Context(), scan.Config{
		Tree: tree, Formats: all.Formats, Policy: &policy, Catalogue: known, Judge: judge, AsOf: "2026-11-22",
	})
}

func settings(enforce guideline.Enforce) guideline.Policy {
	return guideline.Policy{Settings: guideline.Settings{Enforce: enforce, Indirect: "ignore"}}
}

const mongoose = "{\n  \"dependencies\": {\"mongoose\": \"^8\", \"left-pad\": \"1.0.0\"}\n}\n"

func TestExit(t *testing.T) {
	observed := settings(guideline.EnforceAll)
	observed.Guidelines = []guideline.Guideline{{ID: "data/mongodb", Enforce: guideline.EnforceObserve}}
	excluding := settings(guideline.EnforceAll)
	excluding.Settings.Exclude = []string{"**"}
	tests := []struct {
		name   string
		files  map[string]string
		policy guideline.Policy
		level  finding.Level
		want   scan.Exit
	}{
		{"a violation", map[string]string{"package.json": mongoose}, settings(guideline.EnforceAll), finding.Error, scan.NeedsReview},
		{"a warning", map[string]string{"package.json": mongoose}, settings(guideline.EnforceAll), finding.Warning, scan.Clean},
		{"without a base, new is all", map[string]string{"package.json": mongoose}, settings(guideline.EnforceNew), finding.Error, scan.NeedsReview},
		{"observed", map[string]string{"package.json": mongoose}, settings(guideline.EnforceObserve), finding.Error, scan.Clean},
		{"observed by the guideline", map[string]string{"package.json": mongoose}, observed, finding.Error, scan.Clean},
		{"nothing at all", nil, settings(guideline.EnforceAll), finding.Error, scan.Clean},
		{"an empty manifest", map[string]string{"go.mod": "module example.com/a\n"}, settings(guideline.EnforceAll), finding.Error, scan.Clean},
		{"a manifest that is none", map[string]string{"package.json": mongoose, "a/package.json": "["}, settings(guideline.EnforceAll), finding.Warning, scan.Undecided},
		{"a problem beats a violation", map[string]string{"package.json": mongoose, "a/package.json": "["}, settings(guideline.EnforceAll), finding.Error, scan.Undecided},
		{"everything is excluded", map[string]string{"package.json": mongoose}, excluding, finding.Error, scan.Undecided},
		{"everything is vendored", map[string]string{"node_modules/a/package.json": mongoose}, settings(guideline.EnforceAll), finding.Error, scan.Clean},
		{"too large", map[string]string{"package.json": mongoose, "go.mod": strings.Repeat("//\n", 2<<20)}, settings(guideline.EnforceAll), finding.Warning, scan.Undecided},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := run(t, test.files, test.policy, test.level)
			if got := r.Exit(); got != test.want {
				t.Errorf("exit %d, want %d; problems %v", got, test.want, r.Problems)
			}
		})
	}
}

func TestResult(t *testing.T) {
	files := map[string]string{
		"package.json":     "\xef\xbb\xbf" + mongoose,
		"b/package.json":   mongoose,
		"b/c/package.json": "[",
		"go.mod":           "module example.com/a\r\n\r\nrequire example.com/b v1.0.0 // indirect\r\n",
		"Dockerfile":       "FROM $BASE\n",
	}
	r := run(t, files, settings(guideline.EnforceAll), finding.Error)
	want := scan.Summary{
		Violations: 2, NeedsReview: 2, Failing: 2, Components: 5, Indirect: 1, Unresolved: 1, Manifests: 4, Unparsed: 1,
	}
	if diff := cmp.Diff(want, r.Summary); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
	for _, f := range r.Findings {
		if f.State != finding.NeedsReview || !f.Fails {
			t.Errorf("%s: state %q, fails %v", f.Location.Path, f.State, f.Fails)
		}
		if want := `  "dependencies": {"mongoose": "^8", "left-pad": "1.0.0"}`; f.Excerpt != want {
			t.Errorf("%s: excerpt %q, want %q", f.Location.Path, f.Excerpt, want)
		}
	}
}

// TestUTF16 holds that a manifest in UTF-16 is read, at the places that an editor shows, and quoted.
func TestUTF16(t *testing.T) {
	encoded := "\xff\xfe"
	for _, b := range []byte(mongoose) {
		encoded += string([]byte{b, 0})
	}
	r := run(t, map[string]string{"package.json": encoded}, settings(guideline.EnforceAll), finding.Error)
	if len(r.Findings) != 1 || len(r.Problems) > 0 {
		t.Fatalf("%+v %v", r.Findings, r.Problems)
	}
	want := inventory.Location{Path: "package.json", Line: 2, Column: 21, EndLine: 2, EndColumn: 29}
	if f := r.Findings[0]; f.Location != want || !strings.HasPrefix(f.Excerpt, `  "dependencies": {"mongoose"`) {
		t.Errorf("%+v %q", f.Location, f.Excerpt)
	}
}

// TestEndedScan holds that a scan which is interrupted does not pass.
func TestEndedScan(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	inv := all.Formats.ReadAll(ctx, []string{"package.json"}, func(string, int64) ([]byte, error) { return []byte(mongoose), nil })
	if len(inv.Problems) != 1 || !strings.Contains(inv.Problems[0].Message, "1 of 1 manifests unread") {
		t.Errorf("problems %v", inv.Problems)
	}
}
