package scaffold_test

import (
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/pkg/scaffold"
	"github.com/dna-group/techcheck/policies"
)

var update = flag.Bool("update", false, "write the drafts as the expectation")

// acme is a policy that drafts are made for.
func acme() fstest.MapFS {
	return fstest.MapFS{
		"settings.yaml": text("settings:\n  name: acme/technology\n  owners:\n" +
			"    - {id: data, name: Data platform, contact: \"#data\"}\n    - {id: web, name: Web, contact: \"#web\"}\n"),
		"decisions/0001-first.md": text("---\nstatus: accepted\ndate: 2025-02-01\ndecision-makers: [Ada, Grace]\n---\n# First\n"),
		"decisions/0007-one.md":   text("---\nstatus: accepted\ndate: 2025-03-01\ndecision-makers: [DNA group]\n---\n# One document store\n"),
		"decisions/0008-idea.md":  text("---\nstatus: proposed\ndate: 2026-03-01\n---\n# An idea\n"),
		"guidelines/datastores/choices.yaml": text("# Mine.\ndefaults: {owner: data, decision: D-0007, review_by: 2027-03-01}\n" +
			"mongodb: {status: disallowed, reason: One * too many., alternatives: [postgresql]}   # no line break here"),
		"guidelines/web/choices.yaml":      text("gin: {status: approved, reason: Known., owner: web, decision: D-0001, review_by: 2027-03-01}\n"),
		"technologies/message-broker.yaml": text("acme-mq: {name: AcmeMQ, category: message-broker, identified_by: [pkg:docker/acme/mq]}\n"),
	}
}

func text(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

func folder(fsys fs.FS) *scaffold.Folder {
	p, _ := guideline.Read(fsys, policies.Starter().Technologies)
	return &scaffold.Folder{FS: fsys, Name: "policy", Policy: p, Today: "2026-11-22"}
}

type draft func(*scaffold.Folder) (scaffold.Draft, error)

func decision(d scaffold.Decision) draft {
	return func(f *scaffold.Folder) (scaffold.Draft, error) { return scaffold.NewDecision(f, d) }
}

func choice(g scaffold.Guideline) draft {
	return func(f *scaffold.Folder) (scaffold.Draft, error) { return scaffold.NewChoice(f, g) }
}

func rego(g scaffold.Guideline) draft {
	return func(f *scaffold.Folder) (scaffold.Draft, error) { return scaffold.NewRego(f, g) }
}

func technology(t scaffold.Technology) draft {
	return func(f *scaffold.Folder) (scaffold.Draft, error) { return scaffold.NewTechnology(f, t) }
}

// drafts are made for acme, and must load. What they are stands in testdata.
var drafts = map[string]draft{
	"decision":          decision(scaffold.Decision{Title: "One search engine", Accepted: true, Summary: "We run one."}),
	"decision-proposed": decision(scaffold.Decision{Title: " Größe:\n#1 ", Summary: "yes", Forum: "#architecture: Tuesdays"}),
	"decision-from": decision(scaffold.Decision{
		Title: "MongoDB for catalogues", Forum: "https://forum.example.com/1", From: "datastores/mongodb@services/api/go.mod:14",
	}),
	"choice":            choice(scaffold.Guideline{ID: "datastores/cassandra"}),
	"choice-new-area":   choice(scaffold.Guideline{ID: "build_tools/bazel", Status: "trial", Reason: "Fast: #1, but new"}),
	"choice-no-default": choice(scaffold.Guideline{ID: "web/express", Alternatives: []string{"fastify", "gin"}}),
	"choice-full": choice(scaffold.Guideline{
		ID: "datastores/old-fiber", Status: "hold", Technology: "fiber", Versions: "<3", Reason: "Out of support.",
		Until: "2027-12-31", Owner: "web", Decision: "D-0001", ReviewBy: "2027-01-31", Alternatives: []string{"postgresql"},
	}),
	"rego": rego(scaffold.Guideline{ID: "libraries/no_zero_version"}),
	"rego-full": rego(scaffold.Guideline{
		ID: "my-area/no-gin", Technology: "gin", Versions: "<1", Reason: "Say: \"why\" # here", Owner: "web", Decision: "D-0001",
		ReviewBy: "2027-01-31", Alternatives: []string{"echo"},
	}),
	"technology": technology(scaffold.Technology{
		ID: "acme-db", Name: "AcmeDB: the database", Category: "datastore", IdentifiedBy: []string{"pkg:docker/acme/db", "pkg:npm/@acme/db/**"},
	}),
	"technology-appended": technology(scaffold.Technology{
		ID: "acme-bus", Name: "yes", Category: "message-broker", IdentifiedBy: []string{"pkg:docker/acme/bus@5*"},
	}),
	"technology-new-category": technology(scaffold.Technology{ID: "acme-3d", Name: "3D", Category: "printer", IdentifiedBy: []string{"pkg:npm/acme-3d"}}),
}

func TestDrafts(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(drafts)) {
		t.Run(name, func(t *testing.T) {
			base := acme()
			drafted, err := drafts[name](folder(base))
			if err != nil {
				t.Fatal(err)
			}
			loads(t, base, drafted)
			compare(t, name, drafted)
		})
	}
}

func loads(t *testing.T, base fs.FS, d scaffold.Draft) {
	t.Helper()
	fsys, err := scaffold.Preview(base, d.Edits)
	if err != nil {
		t.Fatal(err)
	}
	_, problems := policy.Load(fsys, policies.Starter())
	for _, p := range problems {
		t.Errorf("%s:%d:%d: %s", p.Path, p.Line, p.Column, p.Message)
	}
}

func compare(t *testing.T, name string, d scaffold.Draft) {
	t.Helper()
	got := &txtar.Archive{}
	for _, e := range d.Edits {
		path := e.Path
		if e.Append {
			path += " (at its end)"
		}
		got.Files = append(got.Files, txtar.File{Name: path, Data: []byte(e.Text)})
	}
	got.Files = append(got.Files, txtar.File{Name: "next", Data: []byte(strings.Join(d.Next, "\n") + "\n")})
	golden := filepath.Join("testdata", name+".txtar")
	if *update {
		if err := os.WriteFile(golden, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatalf("%v; run the test with -update", err)
	}
	if diff := cmp.Diff(string(want), string(txtar.Format(got))); diff != "" {
		t.Errorf("another draft (-want +got); run the test with -update and read the diff:\n%s", diff)
	}
}

// TestNames holds that a guideline in Rego loads under every name that is valid, also where Rego has a word of that name.
func TestNames(t *testing.T) {
	for _, name := range []string{"import", "not", "default", "in", "if", "input", "data", "package", "with", "deny", "this", "9", "a-b", "contains", "true", "null", "every"} {
		for _, id := range []string{name + "/rule", "area/" + name} {
			base := acme()
			drafted, err := scaffold.NewRego(folder(base), scaffold.Guideline{ID: id})
			if err != nil {
				t.Fatal(err)
			}
			t.Run(id, func(t *testing.T) { loads(t, base, drafted) })
		}
	}
}

func TestRefused(t *testing.T) {
	empty := fstest.MapFS{"settings.yaml": text("settings: {name: acme/technology}\n")}
	full := fstest.MapFS{"settings.yaml": empty["settings.yaml"], "decisions/9999-last.md": text("")}
	leftover := acme()
	leftover["guidelines/web/fast_test.rego"] = text("package guidelines.web.fast_test\n")
	for _, test := range []struct {
		name  string
		base  fstest.MapFS
		draft draft
		want  string
	}{
		{"no title", acme(), decision(scaffold.Decision{Title: " "}), "the title is empty"},
		{"a full log", full, decision(scaffold.Decision{Title: "One more"}), "decisions/9999-last.md has the last number"},
		{"from nothing", acme(), decision(scaffold.Decision{Title: "A", From: "datastores/mongo"}), "did you mean datastores/mongodb?"},
		{"no id", acme(), choice(scaffold.Guideline{ID: "mongodb"}), "write AREA/NAME"},
		{"a way out", acme(), choice(scaffold.Guideline{ID: "../x"}), "write AREA/NAME"},
		{"a guideline that is there", acme(), choice(scaffold.Guideline{ID: "datastores/mongodb"}), "guidelines/datastores/choices.yaml line 3"},
		{"in Rego, too", acme(), rego(scaffold.Guideline{ID: "web/gin"}), "guidelines/web/choices.yaml line 1"},
		{"a test's name", acme(), rego(scaffold.Guideline{ID: "web/fast_test"}), "does not end in _test"},
		{"a test that is there", leftover, rego(scaffold.Guideline{ID: "web/fast"}), "guidelines/web/fast_test.rego is there already"},
		{"no owner", empty, choice(scaffold.Guideline{ID: "web/gin"}), "write owners into settings.yaml"},
		{"no decision", empty, choice(scaffold.Guideline{ID: "web/gin", Owner: "me"}), "techcheck policy new decision"},
		{"a shipped technology", acme(), technology(scaffold.Technology{ID: "redis", Category: "datastore", IdentifiedBy: []string{"pkg:npm/r"}}), "write redis: {identified_by: ['pkg:npm/r']} into technologies/datastore.yaml"},
		{"a technology that is there", acme(), technology(scaffold.Technology{ID: "acme-mq", Category: "x"}), "technologies/message-broker.yaml line 1"},
		{"a category that leads out", acme(), technology(scaffold.Technology{ID: "x", Category: "../x"}), "lower-case letters"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := test.draft(folder(test.base))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v\nwithout %q", err, test.want)
			}
		})
	}
}
