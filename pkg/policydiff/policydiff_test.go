package policydiff_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/policydiff"
)

var update = flag.Bool("update", false, "write what Compare says as the expectation")

// shipped are the technologies that the policies of the tests come on top of.
var shipped = []guideline.Technology{
	technology("java", "Java", "language", "pkg:generic/java", "pkg:docker/eclipse-temurin"),
	technology("mongodb", "MongoDB", "datastore", "pkg:npm/mongodb", "pkg:docker/mongo", "pkg:cargo/mongodb", "pkg:gem/mongo"),
	technology("mysql", "MySQL", "datastore", "pkg:npm/mysql2"),
	technology("postgresql", "PostgreSQL", "datastore", "pkg:npm/pg", "pkg:docker/postgres"),
}

func technology(id, name, category string, purls ...string) guideline.Technology {
	t := guideline.Technology{ID: id, Name: name, Category: category}
	for _, purl := range purls {
		t.IdentifiedBy = append(t.IdentifiedBy, guideline.Evidence{Purl: purl})
	}
	return t
}

// TestCompare compares policies: base.txtar with the files of old/ on top, and that with the files of new/ on top, of
// which an empty one removes. The want is the changes, a line each.
func TestCompare(t *testing.T) {
	names, err := filepath.Glob("testdata/compare/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no testdata/compare (%v)", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive := parse(t, name)
			files := fstest.MapFS{}
			put(files, parse(t, "testdata/base.txtar"), "")
			put(files, archive, "old/")
			old := read(t, files)
			put(files, archive, "new/")
			got := format(policydiff.Compare(old, read(t, files)))
			compare(t, name, archive, got)
		})
	}
}

// TestCompareSame holds that a policy with everything in it does not differ from itself.
func TestCompareSame(t *testing.T) {
	files := fstest.MapFS{}
	put(files, parse(t, "testdata/base.txtar"), "")
	put(files, parse(t, "testdata/compare/removed.txtar"), "old/")
	if got := policydiff.Compare(read(t, files), read(t, files)); len(got) > 0 {
		t.Errorf("got\n%s", format(got))
	}
}

func parse(t *testing.T, name string) *txtar.Archive {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return archive
}

// put puts the files of a folder of the archive on top of those that are there.
func put(files fstest.MapFS, archive *txtar.Archive, folder string) {
	for _, f := range archive.Files {
		name, found := strings.CutPrefix(f.Name, folder)
		switch {
		case !found:
		case len(f.Data) == 0:
			delete(files, name)
		default:
			files[name] = &fstest.MapFile{Data: f.Data}
		}
	}
}

func read(t *testing.T, files fstest.MapFS) *guideline.Policy {
	t.Helper()
	p, problems := guideline.Read(files, shipped)
	for _, problem := range problems {
		t.Errorf("%s:%d:%d: %s", problem.Path, problem.Line, problem.Column, problem.Message)
	}
	return p
}

func format(changes []policydiff.Change) string {
	var b strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&b, "%-9s  %s %s: %s\n", c.Group, c.Kind, c.ID, c.Message)
	}
	return b.String()
}

func compare(t *testing.T, name string, archive *txtar.Archive, got string) {
	t.Helper()
	want := ""
	kept := archive.Files[:0:0]
	for _, f := range archive.Files {
		if f.Name == "want" {
			want = string(f.Data)
			continue
		}
		kept = append(kept, f)
	}
	if *update {
		archive.Files = append(kept, txtar.File{Name: "want", Data: []byte(got)})
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("wrong changes (-want +got); run the test with -update and read the diff:\n%s", diff)
	}
}
