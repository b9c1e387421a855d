package report_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/report"
)

var update = flag.Bool("update", false, "write what the formats say as the expectation")

// eachReport calls check with every case in every format, as a function that writes it.
func eachReport(t *testing.T, check func(t *testing.T, golden string, write func(io.Writer, report.Options) error)) {
	t.Helper()
	run := func(golden string, write func(io.Writer, report.Options) error) {
		t.Run(golden, func(t *testing.T) { check(t, golden, write) })
	}
	for name, r := range results {
		for _, f := range report.Formats {
			run("scan-"+name+"."+f.Name, func(w io.Writer, o report.Options) error { return f.Write(w, r, o) })
		}
		run("problems-"+name+".text", func(w io.Writer, o report.Options) error { return report.Problems(w, r.Problems, o) })
	}
	for name, inv := range inventories {
		for _, f := range report.InventoryFormats {
			run("inventory-"+name+"."+f.Name, func(w io.Writer, o report.Options) error { return f.Write(w, inv, o) })
		}
	}
	decisionReports(run)
	exceptionReports(run)
	answerReports(run)
	verificationReports(run)
	policyDiffReports(run)
	eachFormat(run, "formats-rich", report.ManifestsFormats, report.Manifests{
		Read: []*extractor.Extractor{
			{Name: "gowork", Doc: "Go workspaces", Ecosystem: "Go", Files: []string{"go.work"}, Kinds: []inventory.Kind{inventory.Language}},
			{
				Name: "cargolock", Doc: "Rust crates, resolved", Ecosystem: "Rust", Files: []string{"Cargo.lock", "*.lock"},
				Kinds: []inventory.Kind{inventory.Library, inventory.Tool}, Indirect: true,
			},
			{Name: "globaljson", Doc: ".NET SDKs", Ecosystem: ".NET", Files: []string{"global.json"}, Kinds: []inventory.Kind{inventory.Plugin}},
		},
		Unread: []extractor.Unread{{Ecosystem: "Helm", Files: []string{"Chart.yaml", "Chart.lock"}}, {Ecosystem: "Nim", Files: []string{"*.nimble"}}},
	})
}

func TestGolden(t *testing.T) {
	eachReport(t, func(t *testing.T, golden string, write func(io.Writer, report.Options) error) {
		compare(t, golden, written(t, write, report.Options{Tool: tool}))
	})
}

func TestColor(t *testing.T) {
	colored := written(t, func(w io.Writer, o report.Options) error {
		return report.Text.Write(w, results["rich"], o)
	}, report.Options{Color: true})
	compare(t, "scan-rich.color", strings.ReplaceAll(colored, "\x1b[", "{"))
}

// TestHarmless holds what every format promises of hostile strings.
func TestHarmless(t *testing.T) {
	command, own := regexp.MustCompile(`(?m)^\s*::|##[a-z]*\[`), regexp.MustCompile(`(?m)^::(error|warning|notice) [^:]*::`)
	eachReport(t, func(t *testing.T, _ string, write func(io.Writer, report.Options) error) {
		got := written(t, write, report.Options{Tool: tool})
		if !utf8.ValidString(got) {
			t.Error("not UTF-8")
		}
		for _, r := range got {
			if r != '\n' && r != '\u2060' && !unicode.IsPrint(r) { // a word joiner keeps Markdown from mentioning somebody
				t.Errorf("%U is written as it is", r)
			}
		}
		// The commands that are meant, with everything in them escaped.
		got = own.ReplaceAllString(got, "$1 ")
		if found := command.FindString(got); found != "" {
			t.Errorf("%q is a command to a CI system", found)
		}
	})
}

// TestHarmlessColor holds that with colours no escape sequence comes through but this package's own.
func TestHarmlessColor(t *testing.T) {
	own := regexp.MustCompile(`\x1b\[(0|1|2|1;31|1;35|1;94)m`)
	colored := written(t, func(w io.Writer, o report.Options) error {
		return report.Text.Write(w, results["hostile"], o)
	}, report.Options{Color: true})
	if !own.MatchString(colored) || strings.Contains(own.ReplaceAllString(colored, ""), "\x1b") {
		t.Errorf("%q", colored)
	}
}

// TestTerminal holds that frames and sentences follow the terminal's width, and that a guideline's id leads to its page.
func TestTerminal(t *testing.T) {
	for _, columns := range []int{80, 200} {
		text := written(t, func(w io.Writer, o report.Options) error { return report.Text.Write(w, results["rich"], o) },
			report.Options{Width: columns, Links: true})
		compare(t, fmt.Sprintf("scan-rich.%d", columns), strings.ReplaceAll(text, "\x1b", "{"))
	}
}

// TestWriteErrors holds that a full disk is an error, wherever it strikes.
func TestWriteErrors(t *testing.T) {
	eachReport(t, func(t *testing.T, _ string, write func(io.Writer, report.Options) error) {
		size := len(written(t, write, report.Options{Tool: tool}))
		for room := 0; room < size; room += 1 + size/7 {
			if err := write(&fullDisk{room}, report.Options{Tool: tool}); !errors.Is(err, errFull) {
				t.Errorf("with room for %d of %d bytes: error %v", room, size, err)
			}
		}
	})
}

func TestNamedFormats(t *testing.T) {
	if f, err := report.Named(report.Formats, "json"); f != report.JSON || err != nil {
		t.Errorf("json: %v, %v", f, err)
	}
	if f, err := report.Named(report.InventoryFormats, "json"); f != report.InventoryJSON || err != nil {
		t.Errorf("json of an inventory: %v, %v", f, err)
	}
	_, err := report.Named(report.Formats, "xml")
	for _, f := range report.Formats {
		if err == nil || !strings.Contains(err.Error(), f.Name) {
			t.Errorf("unknown format: error %v does not name %s", err, f.Name)
		}
	}
}

// TestFormats holds that nobody forgets to document a format, or lists one twice.
func TestFormats(t *testing.T) {
	seen := map[string]bool{}
	check := func(name, doc string) {
		if name == "" || doc == "" || seen[name] {
			t.Errorf("format %q with doc %q", name, doc)
		}
		seen[name] = true
	}
	for _, f := range report.Formats {
		check(f.Name, f.Doc)
	}
	clear(seen)
	for _, f := range report.InventoryFormats {
		check(f.Name, f.Doc)
	}
}

func written(t *testing.T, write func(io.Writer, report.Options) error, o report.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func compare(t *testing.T, golden, got string) {
	t.Helper()
	path := filepath.Join("testdata", golden)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; run the test with -update", err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("wrong report (-want +got); run the test with -update and read the diff:\n%s", diff)
	}
}

var errFull = errors.New("disk full")

// fullDisk takes only so many bytes.
type fullDisk struct{ room int }

func (d *fullDisk) Write(data []byte) (int, error) {
	n := min(len(data), d.room)
	d.room -= n
	if n < len(data) {
		return n, fmt.Errorf("writing: %w", errFull)
	}
	return n, nil
}
