package report_test

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
)

// manyResult has n findings in n manifests: of the two datastores, of every level, some new, and more problems than a reader
// wants.
func manyResult(n int) *scan.Result {
	r := richResult()
	r.Findings, r.Problems, r.Inventory.Manifests = nil, r.Problems[:1], nil
	guidelines := []string{"datastores/mongodb", "categories/datastore", "unlisted/image", "containers/pinned"}
	for i := range n {
		mongo := mongoDriver()
		mongo.Location.Path = fmt.Sprintf("services/team-%d/service-%d/go.mod", i%100, i)
		r.Inventory.Manifests = append(r.Inventory.Manifests, inventory.Manifest{Path: mongo.Location.Path, Extractor: "gomod", Parsed: true})
		f := finding.Finding{
			ID: fmt.Sprintf("%016x", i), Guideline: guidelines[i%4], Level: finding.Error, State: finding.NeedsReview,
			Message: "MongoDB is disallowed", Component: &mongo, Technology: "mongodb", Introduced: i%7 == 0, Fails: i%7 == 0,
			Location: mongo.Location, Excerpt: "\tgo.mongodb.org/mongo-driver v1.17.1",
		}
		switch i % 4 {
		case 1:
			f.Level, f.State, f.Fails = finding.Warning, "", false
		case 2:
			f.Level, f.State, f.Fails = finding.Note, "", false
		}
		r.Findings = append(r.Findings, f)
	}
	return r
}

// TestLimits holds that a report takes no more than its consumer does, that what matters most is in it, and that it says how
// much is not.
func TestLimits(t *testing.T) {
	const n = 7000 // of which every 28th fails and is no warning, and every fourth is a note
	r := manyResult(n)
	write := func(f *report.Format) string {
		return written(t, func(w io.Writer, o report.Options) error { return f.Write(w, r, o) }, report.Options{Tool: tool})
	}

	github := write(report.GitHub)
	for _, kind := range []string{"error", "warning", "notice"} {
		if got := strings.Count("\n"+github, "\n::"+kind+" "); got != 10 {
			t.Errorf("github: %d annotations of the kind %s, want 10", got, kind)
		}
	}
	if want := fmt.Sprintf("\n%d more without an annotation", n-30+4); !strings.Contains(github, want) { // 4: exceptions to look at
		t.Errorf("github does not say %q", want)
	}

	page := write(report.Markdown)
	if len(page) > 60_000 {
		t.Errorf("markdown: %d bytes", len(page))
	}
	if open, closed := strings.Count(page, "<details>"), strings.Count(page, "</details>"); open == 0 || open != closed {
		t.Errorf("markdown: %d details are opened, and %d closed", open, closed)
	}
	shown := len(regexp.MustCompile(`(?m)^  - .services/`).FindAllString(page, -1))
	if want := fmt.Sprintf("\n- Left out here: %d findings.", n-shown); !strings.Contains(page, want) {
		t.Errorf("markdown does not say %q", want)
	}

	var log struct {
		Runs []struct {
			Results []struct{ Level, BaselineState string }
		}
	}
	sarif := write(report.SARIF)
	if err := json.Unmarshal([]byte(sarif), &log); err != nil {
		t.Fatal(err)
	}
	results := log.Runs[0].Results
	if len(results) != 5000 || !strings.Contains(sarif, fmt.Sprintf("%d findings that matter less are left out", n-5000)) {
		t.Errorf("sarif: %d results, or it does not say how many are left out", len(results))
	}
	if results[0].Level != "error" || results[0].BaselineState != "new" || results[4999].Level == "error" {
		t.Errorf("sarif: from %v to %v", results[0], results[4999])
	}
}

// TestManyPlaces holds that one technology in many places is told once, with every place, and that few violations are told one
// by one.
func TestManyPlaces(t *testing.T) {
	tests := []struct {
		n     int
		level finding.Level
		want  int
	}{{5, finding.Error, 5}, {6, finding.Error, 1}, {40, finding.Error, 1}, {2, finding.Warning, 1}}
	for _, test := range tests {
		n, want := test.n, test.want
		r := manyResult(4 * n)
		alike := r.Findings[:0]
		for i := range r.Findings {
			if f := r.Findings[i]; i%4 == 0 {
				f.Level, f.Fails, f.Introduced = test.level, test.level == finding.Error, true
				alike = append(alike, f)
			}
		}
		r.Findings = alike
		text := written(t, func(w io.Writer, o report.Options) error { return report.Text.Write(w, r, o) }, report.Options{})
		if got := strings.Count(text, "  why: "); got != want {
			t.Errorf("%d places: the reason is told %d times, want %d", n, got, want)
		}
		for i := range alike {
			if place := alike[i].Location.Path + ":14:2: "; strings.Count(text, place) != 1 {
				t.Errorf("%d places: %s is told %d times", n, place, strings.Count(text, place))
			}
		}
		page := written(t, func(w io.Writer, o report.Options) error { return report.Markdown.Write(w, r, o) }, report.Options{})
		if got := strings.Count(page, "**why:**"); got != 1 {
			t.Errorf("%d places: markdown tells the reason %d times", n, got)
		}
	}
}

// TestFewPlaces holds that notes in few places which do not all say the same are told by what they say.
func TestFewPlaces(t *testing.T) {
	r := manyResult(4 * 5)
	var few []finding.Finding
	for i, f := range r.Findings {
		if i%4 == 0 {
			f.Level, f.Fails, f.Introduced, f.Message = finding.Note, false, false, []string{"a is not pinned", "b is not pinned"}[len(few)%2]
			few = append(few, f)
		}
	}
	r.Findings = few
	text := written(t, func(w io.Writer, o report.Options) error { return report.Text.Write(w, r, o) }, report.Options{})
	for _, want := range []string{": note: a is not pinned", ": note: b is not pinned", "  and in 2 more places:", "  and in 1 more place:"} {
		if strings.Count(text, want) != 1 {
			t.Errorf("%q stands %d times in\n%s", want, strings.Count(text, want), text)
		}
	}
}

// BenchmarkFormats writes 50,000 findings in each format.
func BenchmarkFormats(b *testing.B) {
	r := manyResult(50_000)
	for _, f := range report.Formats {
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f.Write(io.Discard, r, report.Options{Tool: tool, KeepSuppressed: true}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
