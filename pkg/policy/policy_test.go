package policy_test

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/policies"
)

var update = flag.Bool("update", false, "write what is reported as the expectation")

// Every archive in testdata/judge is a policy (policy/…), a repository (all other files) and the findings on it (want).
func TestJudge(t *testing.T) {
	archives(t, "testdata/judge", func(archive *txtar.Archive) string {
		judge, problems := policy.Load(folder(archive), shipped())
		if judge == nil {
			return lines(problems)
		}
		if setting(archive, "patient", "no") == "yes" {
			judge.BePatient()
		}
		inv := readRepository(archive, judge)
		facts := guideline.Facts{
			AsOf:       guideline.Date(setting(archive, "as_of", "2026-11-22")),
			Repository: setting(archive, "repository", "acme/billing"),
			Inventory:  inv,
		}
		findings, problems := judge.Judge(context.Background(), facts)
		var b strings.Builder
		for _, f := range findings {
			fmt.Fprintf(&b, "%s:%d:%d: %s: %s [%s]", f.Location.Path, f.Location.Line, f.Location.Column, f.Level, f.Message, f.Guideline)
			for _, note := range f.Notes {
				fmt.Fprintf(&b, " (%s)", note)
			}
			b.WriteString("\n")
		}
		return b.String() + lines(problems)
	})
}

// Every archive in testdata/verify is a policy with a mistake in its Rego and what is reported of it. None loads.
func TestVerify(t *testing.T) {
	archives(t, "testdata/verify", func(archive *txtar.Archive) string {
		judge, problems := policy.Load(folder(archive), shipped())
		if judge != nil || len(problems) == 0 {
			return "the policy loads\n"
		}
		return lines(problems)
	})
}

// TestStarterIsVerified holds what a scan takes for granted: it does not verify the policy that techcheck ships.
func TestStarterIsVerified(t *testing.T) {
	if _, problems := policy.Verify(policies.Starter()); len(problems) > 0 {
		t.Error(lines(problems))
	}
	if _, problems := policy.LoadDir("../../policies", policies.Starter(), nil); len(problems) > 0 {
		t.Error(lines(problems))
	}
}

// TestStarterJudgesLikeItsFolder holds that the generated index and the compiler without its checks change nothing.
func TestStarterJudgesLikeItsFolder(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/starter.txtar")
	if err != nil {
		t.Fatal(err)
	}
	unverified := policy.New(policies.Starter())
	verified, problems := policy.LoadDir("../../policies", &guideline.Policy{Modules: policies.Starter().Modules}, nil)
	if verified == nil {
		t.Fatal(lines(problems))
	}
	facts := guideline.Facts{AsOf: "2026-11-22", Inventory: readRepository(archive, verified)}
	want, problems := verified.Judge(t.Context(), facts)
	if len(want) < 20 || len(problems) > 0 {
		t.Errorf("only %d findings, or problems: %s", len(want), lines(problems))
	}
	got, problems := unverified.Judge(t.Context(), facts)
	if diff := cmp.Diff(want, got); diff != "" || len(problems) > 0 {
		t.Errorf("(-folder +index):\n%s%s", diff, lines(problems))
	}
}

// shipped is the shipped policy with a few technologies only, so that archives do not depend on the catalogue.
func shipped() *guideline.Policy {
	p := *policies.Starter()
	p.Technologies = []guideline.Technology{
		known("go", "language", "pkg:generic/go", "pkg:docker/golang"),
		known("mongodb", "datastore", "pkg:golang/go.mongodb.org/mongo-driver/**", "pkg:npm/mongoose", "pkg:docker/mongo"),
		known("mysql", "datastore", "pkg:npm/mysql2", "pkg:docker/mysql"),
		known("node", "language", "pkg:generic/node", "pkg:docker/node"),
		known("postgresql", "datastore", "pkg:golang/github.com/lib/pq", "pkg:npm/pg", "pkg:docker/postgres"),
	}
	return &p
}

func known(id, category string, patterns ...string) guideline.Technology {
	t := guideline.Technology{ID: id, Name: "The " + id, Category: category}
	for _, p := range patterns {
		t.IdentifiedBy = append(t.IdentifiedBy, guideline.Evidence{Purl: p})
	}
	return t
}

// folder is the policy of an archive, with settings, an owner and a decision where it has none of its own.
func folder(archive *txtar.Archive) fs.FS {
	files := fstest.MapFS{
		"settings.yaml":          {Data: []byte("settings:\n  name: acme/technology\n  owners: [{id: data, name: Data, contact: \"#data\"}]\n")},
		"decisions/0001-data.md": {Data: []byte("---\nstatus: accepted\ndate: 2025-02-01\nsummary: One store.\n---\n# One store\n")},
	}
	for _, f := range archive.Files {
		if name, found := strings.CutPrefix(f.Name, "policy/"); found {
			files[name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return files
}

func readRepository(archive *txtar.Archive, judge *policy.Judge) *inventory.Inventory {
	files := map[string][]byte{}
	var paths []string
	for _, f := range archive.Files {
		if f.Name != "want" && !strings.HasPrefix(f.Name, "policy/") {
			files[f.Name] = f.Data
			paths = append(paths, f.Name)
		}
	}
	read := func(path string, _ int64) ([]byte, error) { return files[path], nil }
	inv := all.Formats.ReadAll(context.Background(), paths, read)
	for i := range inv.Components {
		for _, match := range judge.Catalogue.Recognise(&inv.Components[i]) {
			inv.Components[i].Technologies = append(inv.Components[i].Technologies, match.Technology)
		}
	}
	return inv
}

// setting reads "name: value" in an archive's comment.
func setting(archive *txtar.Archive, name, otherwise string) string {
	for line := range strings.Lines(string(archive.Comment)) {
		if value, found := strings.CutPrefix(line, name+": "); found {
			return strings.TrimSpace(value)
		}
	}
	return otherwise
}

func lines(problems []inventory.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%s:%d:%d: problem: %s\n", p.Path, p.Line, p.Column, p.Message)
	}
	return b.String()
}

// archives runs a function over all archives of a folder and compares what it returns with the file "want".
func archives(t *testing.T, dir string, run func(*txtar.Archive) string) {
	names, err := filepath.Glob(dir + "/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives in %s (%v)", dir, err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := run(archive)
			last := &archive.Files[len(archive.Files)-1]
			if last.Name != "want" {
				archive.Files = append(archive.Files, txtar.File{Name: "want"})
				last = &archive.Files[len(archive.Files)-1]
			}
			if *update {
				last.Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(last.Data), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
