// Package extractortest runs an extractor over txtar archives, so that a test case is a file that a reader understands
// without Go. Each archive holds manifests, and last a file "want" with what they yield, one line a component or problem.
//
// Lines of the archive's comment describe the case. "encode: bom", "encode: crlf" and "encode: nul" (several may stand
// in one line) change the manifests' bytes before they are read: a byte order mark in front, \r\n line ends, and the
// two characters \0 to a NUL byte.
package extractortest

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
)

var update = flag.Bool("update", false, "write what the extractor yields as the expectation")

// Run checks the extractor against every archive in testdata.
func Run(t *testing.T, e *extractor.Extractor) {
	t.Helper()
	each(t, func(t *testing.T, archive *txtar.Archive, got *strings.Builder) {
		for _, file := range archive.Files {
			if !e.Match.Accepts(file.Name) {
				fmt.Fprintf(got, "%s: not matched\n", file.Name)
				continue
			}
			data := encode(archive.Comment, file.Data)
			result := e.Run(extractor.NewFile(file.Name, data))
			CheckSpans(t, file.Name, data, result.Components)
			Format(got, file.Name, result)
		}
	})
}

// RunResolver checks a resolver, with the extractors whose files it joins, against every archive in testdata.
func RunResolver(t *testing.T, r *extractor.Resolver, extractors ...*extractor.Extractor) {
	t.Helper()
	formats := extractor.NewFormats(extractors, []*extractor.Resolver{r}, nil)
	each(t, func(t *testing.T, archive *txtar.Archive, got *strings.Builder) {
		files := map[string][]byte{}
		var paths []string
		for _, file := range archive.Files {
			files[file.Name] = encode(archive.Comment, file.Data)
			if formats.Match(file.Name) {
				paths = append(paths, file.Name)
			}
		}
		inv := formats.ReadAll(t.Context(), paths, extractor.InMemory(files))
		for path, data := range files {
			CheckSpans(t, path, data, inv.Components)
		}
		for _, m := range inv.Manifests {
			Format(got, m.Path, extractor.Result{Components: of(inv.Components, m), Parsed: m.Parsed})
		}
		for _, p := range inv.Problems {
			fmt.Fprintf(got, "%s:%d:%d problem: %s\n", p.Path, p.Line, p.Column, p.Message)
		}
	})
}

func of(components []inventory.Component, m inventory.Manifest) []inventory.Component {
	return slices.DeleteFunc(slices.Clone(components), func(c inventory.Component) bool {
		return c.Location.Path != m.Path || c.Extractor != m.Extractor
	})
}

// each runs a check over every archive in testdata, and compares what it writes with the archive's file "want".
func each(t *testing.T, check func(*testing.T, *txtar.Archive, *strings.Builder)) {
	t.Helper()
	for name, archive := range load(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			var got strings.Builder
			var want []byte
			if last := len(archive.Files) - 1; archive.Files[last].Name == "want" {
				want = archive.Files[last].Data
				archive.Files = archive.Files[:last]
			}
			check(t, archive, &got)
			if *update {
				write(t, name, archive, got.String())
				return
			}
			if diff := gocmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
				t.Errorf("wrong inventory (-want +got); run the test with -update and read the diff:\n%s", diff)
			}
		})
	}
}

// Fuzz feeds the extractor with mutations of the manifests in testdata: it never panics and every span lies in the file.
func Fuzz(f *testing.F, e *extractor.Extractor) {
	for _, archive := range load(f) {
		for _, file := range archive.Files {
			if file.Name != "want" {
				f.Add(encode(archive.Comment, file.Data))
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		result := e.Run(extractor.NewFile("manifest", data))
		CheckSpans(t, "manifest", data, result.Components)
		for _, p := range result.Problems {
			if strings.Contains(p.Message, "crashed") {
				t.Fatal(p.Message)
			}
		}
	})
}

// CheckSpans holds the property of every component: its spans lie in the file and its location agrees with them; of a
// literal, the text in the span decodes to the name (of group:artifact, perhaps to the artifact alone), and to the version
// or requirement, if it is UTF-8: what is not, each format reads in its own way. Spans in other files than path are not looked at.
func CheckSpans(t testing.TB, path string, data []byte, components []inventory.Component) {
	t.Helper()
	lines := inventory.NewLines(data)
	for _, c := range components {
		if c.Location.Path == path {
			checkSpan(t, path, lines, data, c.Location, c.NameSpan, c.Name, c.Resolution)
		}
		if c.VersionLocation.Path == path {
			checkSpan(t, path, lines, data, c.VersionLocation, c.VersionSpan, cmp.Or(c.Version, c.Requirement), c.Resolution)
		}
	}
}

func checkSpan(t testing.TB, path string, lines *inventory.Lines, data []byte, at inventory.Location, s inventory.Span, text string, how inventory.Resolution) {
	t.Helper()
	if s.Start < 0 || s.Start > s.End || s.End > len(data) {
		t.Errorf("%s: %q: span %v is outside the file of %d bytes", path, text, s, len(data))
		return
	}
	if got := lines.Location(path, s); got != at {
		t.Errorf("%s: %q: location %v, but its span says %v", path, text, at, got)
	}
	if got := string(data[s.Start:s.End]); how == inventory.Literal && utf8.ValidString(got) && got != text && !Decodes(got, text) && !strings.HasSuffix(text, ":"+got) {
		t.Errorf("%s: %q: the text in its span is %q", path, text, got)
	}
}

// Format writes a result as lines for a reader: place, kind, name, version or requirement, scope, and what else is set.
func Format(w *strings.Builder, path string, result extractor.Result) {
	for _, c := range result.Components {
		fmt.Fprintf(w, "%s:%d:%d-%s %s %s", path, c.Location.Line, c.Location.Column, end(c.Location), c.Kind, c.Name)
		if v := c.VersionLocation; v.Path != "" {
			w.WriteString(" @")
			if v.Path != path {
				fmt.Fprintf(w, "%s:", v.Path)
			}
			fmt.Fprintf(w, "%d:%d-%s", v.Line, v.Column, end(v))
		}
		fields := [][2]string{
			{"version", c.Version}, {"requirement", c.Requirement}, {"scope", string(c.Scope)},
			{"resolution", string(c.Resolution)}, {"purl", c.PURL},
			{"registry", c.Attributes.Registry}, {"digest", c.Attributes.Digest}, {"tag", c.Attributes.Tag},
			{"platform", c.Attributes.Platform}, {"stage", c.Attributes.Stage},
			{"replaced_by", c.Attributes.ReplacedBy}, {"source", c.Attributes.Source},
		}
		for _, field := range fields {
			if field[1] != "" {
				fmt.Fprintf(w, " %s=%s", field[0], field[1])
			}
		}
		if !c.Direct {
			w.WriteString(" indirect")
		}
		w.WriteString("\n")
	}
	for _, p := range result.Problems {
		fmt.Fprintf(w, "%s:%d:%d problem: %s\n", p.Path, p.Line, p.Column, p.Message)
	}
	if !result.Parsed {
		fmt.Fprintf(w, "%s: not parsed\n", path)
	}
}

func end(l inventory.Location) string {
	if l.Line == l.EndLine {
		return fmt.Sprint(l.EndColumn)
	}
	return fmt.Sprintf("%d:%d", l.EndLine, l.EndColumn)
}

func load(t testing.TB) map[string]*txtar.Archive {
	t.Helper()
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no testdata/*.txtar (%v)", err)
	}
	slices.Sort(names)
	archives := map[string]*txtar.Archive{}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		archives[name] = archive
	}
	return archives
}

func encode(comment, data []byte) []byte {
	for line := range strings.Lines(string(comment)) {
		how, found := strings.CutPrefix(strings.TrimSpace(line), "encode:")
		if !found {
			continue
		}
		for name := range strings.FieldsSeq(how) {
			switch name {
			case "bom":
				data = append([]byte("\xef\xbb\xbf"), data...)
			case "crlf":
				data = bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
			case "nul":
				data = bytes.ReplaceAll(data, []byte(`\0`), []byte{0})
			default:
				panic("unknown encoding in a test case: " + name)
			}
		}
	}
	return data
}

func write(t testing.TB, name string, archive *txtar.Archive, got string) {
	t.Helper()
	archive.Files = append(archive.Files, txtar.File{Name: "want", Data: []byte(got)})
	if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}
