package policyinit_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/folder"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/pkg/policyinit"
	"github.com/dna-group/techcheck/policies"
)

var update = flag.Bool("update", false, "write what the tests compare with")

const today = guideline.Date("2026-11-22")

func TestFiles(t *testing.T) {
	files := build(t, `acme/"technology" # 1`, nil)
	var paths []string
	for _, f := range files {
		paths = append(paths, f.Path)
	}
	want := []string{
		".github/workflows/policy.yml",
		".pre-commit-config.yaml",
		"CODEOWNERS",
		"README.md",
		"policy/README.md",
		"policy/decisions/0001-keep-technology-choices-as-a-policy.md",
		"policy/guidelines/containers/no_latest_tag.rego",
		"policy/guidelines/containers/no_latest_tag_test.rego",
		"policy/guidelines/operating-system/choices.yaml",
		"policy/lib/testing/testing.rego",
		"policy/settings.yaml",
	}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Error(diff)
	}
	p := load(t, files, policies.Starter())
	if p.Settings.Name != `acme/"technology" # 1` || p.Settings.Enforce != guideline.EnforceObserve {
		t.Errorf("the policy is %q and enforces %s", p.Settings.Name, p.Settings.Enforce)
	}
}

// TestWorkflow holds the workflow to what a reviewer asks of one.
func TestWorkflow(t *testing.T) {
	for _, f := range build(t, "acme/technology", nil) {
		if f.Path != ".github/workflows/policy.yml" {
			continue
		}
		pinned := regexp.MustCompile(`uses: [\w/-]+@[0-9a-f]{40} # v`).FindAllString(f.Text, -1)
		if len(pinned) != strings.Count(f.Text, "uses:") {
			t.Errorf("an action is not pinned by its full SHA:\n%s", f.Text)
		}
		if !strings.Contains(f.Text, "permissions:\n  contents: read\n") {
			t.Errorf("the permissions are not the least:\n%s", f.Text)
		}
		return
	}
	t.Error("there is no workflow")
}

// TestWiki imports a table of 80 rows as a wiki has it: the policy verifies, and no row is lost.
func TestWiki(t *testing.T) {
	data, err := os.ReadFile("testdata/wiki.csv")
	if err != nil {
		t.Fatal(err)
	}
	imported, err := policyinit.Import("wiki.csv", data, policies.Starter().Technologies)
	if err != nil {
		t.Fatal(err)
	}
	if imported.Rows != 80 || len(imported.Judgements) < 65 {
		t.Errorf("%d of %d rows are judgements", len(imported.Judgements), imported.Rows)
	}
	files := build(t, "acme/technology", imported)
	if p := load(t, files, policies.Starter()); len(p.Guidelines) != len(imported.Judgements)+1 { // and the one in Rego
		t.Errorf("the policy has %d guidelines for %d judgements", len(p.Guidelines), len(imported.Judgements))
	}
	judged := map[int]bool{}
	for _, g := range imported.Judgements {
		judged[g.Place.Line] = true
	}
	named := map[int]bool{}
	for _, p := range imported.Remarks {
		named[p.Line] = true
	}
	for line := 2; line <= 82; line++ {
		if !judged[line] && !named[line] && line != 17 { // where a cell goes on
			t.Errorf("line %d is neither judged nor named", line)
		}
	}
}

// TestImport compares what becomes of small tables.
func TestImport(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			table := archive.Files[0]
			imported, err := policyinit.Import(table.Name, table.Data, technologies)
			if err != nil {
				t.Fatal(err)
			}
			got := &txtar.Archive{Comment: archive.Comment, Files: []txtar.File{table}}
			files := build(t, "acme/technology", imported)
			for _, f := range files {
				if f.Path == "TODO.md" || f.Path == "policy/settings.yaml" || strings.HasSuffix(f.Path, "/choices.yaml") {
					got.Files = append(got.Files, txtar.File{Name: f.Path, Data: []byte(f.Text)})
				}
			}
			shipped := policies.Starter()
			shipped.Technologies = technologies
			load(t, files, shipped)
			compare(t, name, archive, got)
		})
	}
}

// technologies are facts that stay the same when techcheck learns more.
var technologies = func() []guideline.Technology {
	var all []guideline.Technology
	for _, t := range [][3]string{
		{"google-uuid", "google/uuid", "identifier"}, {"kafka", "Apache Kafka", "message-broker"}, {"mongodb", "MongoDB", "datastore"},
		{"mysql", "MySQL", "datastore"}, {"nanoid", "Nano ID", "identifier"}, {"node", "Node.js", "language"},
		{"postgresql", "PostgreSQL", "datastore"}, {"redis", "Redis", "datastore"},
	} {
		all = append(all, guideline.Technology{ID: t[0], Name: t[1], Category: t[2], IdentifiedBy: []guideline.Evidence{{Purl: "pkg:npm/" + t[0]}}})
	}
	return all
}()

// TestDelimitersAndEncodings reads one table as several programs write it.
func TestDelimitersAndEncodings(t *testing.T) {
	for name, table := range map[string]string{
		"commas":       "Technology,Status,Reason\nRedis,Adopt,Caché\n",
		"semicolons":   "technology;STATUS;reason\r\nredis;adopt;Caché\r\n",
		"tabs":         "Tool\tRing\tWhy\nRedis\tadopt\tCaché\n",
		"mark":         "\ufeffTool,Ring,Why\nRedis,adopt,Caché\n",
		"Windows":      "Tool;Ring;Why\nRedis;adopt;Cach\xe9\n",
		"UTF-16":       "\xff\xfeN\x00a\x00m\x00e\x00,\x00R\x00i\x00n\x00g\x00,\x00W\x00h\x00y\x00\n\x00R\x00e\x00d\x00i\x00s\x00,\x00y\x00e\x00s\x00,\x00C\x00a\x00c\x00h\x00\xe9\x00\n\x00",
		"empty lines":  "\n,,\nTool,Ring,Why\n\n,,\nRedis,adopt,Caché\n\n",
		"other order":  "Why,Ring,,Tool\nCaché,adopt,,Redis\n",
		"quoted cells": "\"Tool\", \"Ring\", \"Why\"\n\"Redis\", \"adopt\", \"Caché\"\n",
	} {
		t.Run(name, func(t *testing.T) {
			imported, err := policyinit.Import("wiki.csv", []byte(table), technologies)
			if err != nil {
				t.Fatal(err)
			}
			if len(imported.Judgements) != 1 {
				t.Fatalf("%+v", imported)
			}
			g := imported.Judgements[0]
			if g.Technology != "redis" || g.Status != guideline.Approved || g.Reason != "Caché" {
				t.Errorf("%+v", g)
			}
		})
	}
}

func TestNoHeader(t *testing.T) {
	for _, table := range []string{"", "Redis,Adopt\n", "Technology,Reason\nRedis,Cache\n", "\x00\x01"} {
		if _, err := policyinit.Import("wiki.csv", []byte(table), technologies); err == nil || !strings.Contains(err.Error(), "wiki.csv has no header: write") {
			t.Errorf("%q: %v", table, err)
		}
	}
}

// FuzzImport holds every table to a policy that verifies.
func FuzzImport(f *testing.F) {
	f.Add([]byte("Technology,Status,Reason,Owner,Use instead,Link\nRedis,Adopt,\"a: b # c\",\"- x\",Mongo,https://a.example\n"))
	f.Add([]byte("Tool;Ring;Why;Team\nRedis;hold;\"\x1b[0m {{ [[ - \";'\n"))
	f.Add([]byte("Tool;Ring;Why;Team\nRedis;hold;null;~\nKafka;no;\"-- README.md --\";\u202e\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		imported, err := policyinit.Import("wiki.csv", data, technologies)
		if err != nil {
			return
		}
		_, problems := guideline.Read(inMemory(build(t, "acme/technology", imported)), technologies)
		for _, p := range problems {
			t.Errorf("%s:%d: %s", p.Path, p.Line, p.Message)
		}
	})
}

func build(t *testing.T, name string, imported *policyinit.Imported) []folder.File {
	t.Helper()
	files, err := policyinit.Files(policyinit.Options{Name: name, Techcheck: "v1.2.3", Today: today, Shipped: policies.Starter(), Imported: imported})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// load loads the policy of a repository, which must verify.
func load(t *testing.T, files []folder.File, shipped *guideline.Policy) *guideline.Policy {
	t.Helper()
	judge, problems := policy.Load(inMemory(files), shipped)
	for _, p := range problems {
		t.Errorf("%s:%d:%d: %s", p.Path, p.Line, p.Column, p.Message)
	}
	if judge == nil {
		t.FailNow()
	}
	return judge.Policy
}

func inMemory(files []folder.File) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range files {
		if path, found := strings.CutPrefix(f.Path, policyinit.PolicyFolder+"/"); found {
			fsys[path] = &fstest.MapFile{Data: []byte(f.Text)}
		}
	}
	return fsys
}

func compare(t *testing.T, name string, want, got *txtar.Archive) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(txtar.Format(want)), string(txtar.Format(got))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
