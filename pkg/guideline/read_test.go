package guideline_test

import (
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

var update = flag.Bool("update", false, "write what Read yields as the expectation")

// shipped are the technologies that the policies of the tests come on top of.
var shipped = []guideline.Technology{
	{ID: "go", Name: "Go", Category: "language", IdentifiedBy: []guideline.Evidence{{Purl: "pkg:generic/go"}, {Purl: "pkg:docker/golang"}}},
	{ID: "mongodb", Name: "MongoDB", Category: "datastore", IdentifiedBy: []guideline.Evidence{{Purl: "pkg:docker/mongo"}, {Purl: "pkg:npm/mongodb"}}},
	{ID: "postgresql", Name: "PostgreSQL", Category: "datastore", IdentifiedBy: []guideline.Evidence{{Purl: "pkg:docker/postgres"}}},
}

// TestRead reads a policy that has everything. Its want is the policy, a line an item.
func TestRead(t *testing.T) {
	name := "testdata/policy.txtar"
	archive := load(t, name)
	policy, problems := guideline.Read(folder(archive), shipped)
	compare(t, name, archive, formatProblems(problems)+formatPolicy(policy))
}

// TestProblems reads policies with mistakes: the files of an archive, on top of those of base.txtar unless its comment
// ends with "alone". Its want is the problems.
func TestProblems(t *testing.T) {
	names, err := filepath.Glob("testdata/problems/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no testdata/problems (%v)", err)
	}
	base := load(t, "testdata/base.txtar")
	if _, problems := guideline.Read(folder(base), shipped); len(problems) > 0 {
		t.Fatalf("base.txtar has problems:\n%s", formatProblems(problems))
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			archive := load(t, name)
			files := folder(base)
			if strings.HasSuffix(strings.TrimSpace(string(archive.Comment)), "alone") {
				files = fstest.MapFS{}
			}
			maps.Copy(files, folder(archive))
			_, problems := guideline.Read(files, shipped)
			if len(problems) == 0 {
				t.Error("no problem is found")
			}
			compare(t, name, archive, formatProblems(problems))
		})
	}
}

func TestBytes(t *testing.T) {
	const settings = "settings:\n  name: acme\n  ownres: []\n"
	files := fstest.MapFS{
		"settings.yaml":               {Data: []byte("\xef\xbb\xbf" + strings.ReplaceAll(settings, "\n", "\r\n"))},
		"technologies/large.yaml":     {Data: make([]byte, 5<<20+1)},
		"technologies/utf16.yaml":     {Data: []byte("\xff\xfea\x00")},
		"technologies/characters.yml": {Data: []byte("ä: 1")},
		"repositories.yaml":           {Data: []byte("repositories: {ä/ö: {}, acme//billing: {}}\n")},
	}
	_, problems := guideline.Read(files, shipped)
	want := `repositories.yaml:1:27: "acme//billing" is not the name of a repository: write OWNER/NAME, as in acme/billing
settings.yaml:3:3: "ownres" is not a key that is known here: did you mean owners?
technologies/characters.yml:0:0: nothing reads this file: write it as technologies/characters.yaml
technologies/large.yaml:0:0: the file is larger than 5 MB: split it
technologies/utf16.yaml:1:1: the file is UTF-16: save it as UTF-8
`
	if diff := cmp.Diff(want, formatProblems(problems)); diff != "" {
		t.Errorf("wrong problems (-want +got):\n%s", diff)
	}
}

// TestLineEnds holds that line ends and a byte order mark change nothing but the revision and the text of modules.
func TestLineEnds(t *testing.T) {
	files := folder(load(t, "testdata/policy.txtar"))
	want, _ := guideline.Read(files, shipped)
	for _, file := range files {
		file.Data = append([]byte("\xef\xbb\xbf"), strings.ReplaceAll(string(file.Data), "\n", "\r\n")...)
	}
	got, problems := guideline.Read(files, shipped)
	if len(problems) > 0 {
		t.Errorf("problems:\n%s", formatProblems(problems))
	}
	want.Revision, got.Revision = "", ""
	want.Modules, got.Modules = nil, nil
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("another policy (-LF +CRLF):\n%s", diff)
	}
}

func TestNoFolder(t *testing.T) {
	_, problems := guideline.Read(os.DirFS("testdata/absent"), nil)
	if len(problems) != 1 || !strings.HasPrefix(problems[0].Message, "reading the policy: ") {
		t.Errorf("problems of a folder that does not exist: %v", problems)
	}
}

// TestRevision holds what a revision is about: every byte that is read, and no other.
func TestRevision(t *testing.T) {
	revision := func(change func(fstest.MapFS)) string {
		files := folder(load(t, "testdata/base.txtar"))
		change(files)
		policy, _ := guideline.Read(files, shipped)
		return policy.Revision
	}
	same := revision(func(fstest.MapFS) {})
	if got := revision(func(f fstest.MapFS) { f["README.md"] = &fstest.MapFile{}; f[".x/y.yaml"] = &fstest.MapFile{} }); got != same {
		t.Errorf("a README and a hidden file change the revision")
	}
	if got := revision(func(f fstest.MapFS) { f["lib/x.rego"] = &fstest.MapFile{Data: []byte("package lib.x\n")} }); got == same {
		t.Errorf("a new module does not change the revision")
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"testdata/policy.txtar", "testdata/base.txtar"} {
		for _, file := range load(f, name).Files {
			if strings.HasSuffix(file.Name, "choices.yaml") {
				f.Add(file.Data)
			}
		}
	}
	base := load(f, "testdata/base.txtar")
	f.Fuzz(func(t *testing.T, choices []byte) {
		files := folder(base)
		files["guidelines/datastores/choices.yaml"] = &fstest.MapFile{Data: choices}
		policy, problems := guideline.Read(files, shipped)
		if policy == nil {
			t.Fatal("no policy")
		}
		for _, p := range problems {
			if p.Path == "" || p.Line < 0 || p.Column < 0 || p.Message == "" || strings.Contains(p.Message, "%!") {
				t.Errorf("odd problem: %+v", p)
			}
		}
	})
}

func load(t testing.TB, name string) *txtar.Archive {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return archive
}

// folder is an archive's files but want.
func folder(archive *txtar.Archive) fstest.MapFS {
	files := fstest.MapFS{}
	for _, file := range archive.Files {
		if file.Name != "want" {
			files[file.Name] = &fstest.MapFile{Data: file.Data, Mode: fs.ModePerm}
		}
	}
	return files
}

// compare compares with the archive's last file, want, or writes it.
func compare(t *testing.T, name string, archive *txtar.Archive, got string) {
	t.Helper()
	last := &archive.Files[len(archive.Files)-1]
	if *update {
		if last.Name != "want" {
			archive.Files = append(archive.Files, txtar.File{Name: "want"})
			last = &archive.Files[len(archive.Files)-1]
		}
		last.Data = []byte(got)
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(strings.Split(string(last.Data), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("not as wanted (-want +got); run the test with -update and read the diff:\n%s", diff)
	}
}

func formatProblems(problems []inventory.Problem) string {
	var w strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&w, "%s:%d:%d: %s\n", p.Path, p.Line, p.Column, p.Message)
	}
	return w.String()
}

// formatPolicy writes the items of a policy's lists and its settings, a line each.
func formatPolicy(policy *guideline.Policy) string {
	var w strings.Builder
	for _, v := range []reflect.Value{reflect.ValueOf(policy.Settings), reflect.ValueOf(*policy)} {
		for i := range v.NumField() {
			name, field := v.Type().Field(i).Name, v.Field(i)
			switch {
			case name == "Settings":
			case field.Kind() == reflect.Slice:
				for j := range field.Len() {
					fmt.Fprintf(&w, "%s: %s\n", name, oneLine(field.Index(j)))
				}
			default:
				fmt.Fprintf(&w, "%s: %s\n", name, oneLine(field))
			}
		}
	}
	return w.String()
}

func oneLine(v reflect.Value) string { return strings.ReplaceAll(fmt.Sprintf("%+v", v), "\n", "⏎") }
