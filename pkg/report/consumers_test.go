package report_test

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	renderer "github.com/yuin/goldmark/renderer/html"

	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
)

// consumer finds what .ci/run installs to read reports as their readers do.
func consumer(t *testing.T, path ...string) string {
	t.Helper()
	name := filepath.Join(append([]string{os.Getenv("TECHCHECK_CONSUMERS")}, path...)...)
	if _, err := os.Stat(name); err == nil && os.Getenv("TECHCHECK_CONSUMERS") != "" {
		return name
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is not installed", name)
	}
	t.Skip("TECHCHECK_CONSUMERS does not name the folder into which .ci/run installs the readers of reports")
	return ""
}

// inFormat calls check with every report in one format, with every option that changes it.
func inFormat(t *testing.T, format string, check func(t *testing.T, name, text string)) {
	t.Helper()
	for which, o := range map[string]report.Options{
		"":      {Tool: tool},
		"whole": {Tool: tool, KeepSuppressed: true, Repository: "https://git.example.com/acme/billing"},
	} {
		eachReport(t, func(t *testing.T, golden string, write func(io.Writer, report.Options) error) {
			if strings.HasSuffix(golden, "."+format) {
				check(t, which+golden, written(t, write, o))
			}
		})
	}
}

func schemaFile(t *testing.T, path string) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestSARIFSchema(t *testing.T) {
	schema := schemaFile(t, consumer(t, "node_modules", "@microsoft", "sarif-multitool-linux", "sarif-2.1.0.json"))
	inFormat(t, "sarif", func(t *testing.T, _, text string) {
		if err := schema.Validate(parsed(t, text)); err != nil {
			t.Error(err)
		}
	})
}

// TestSARIFMultitool asks Microsoft's validator, by its own rules and by those of GitHub. Its exit status is always 0.
func TestSARIFMultitool(t *testing.T) {
	program := consumer(t, "node_modules", "@microsoft", "sarif-multitool-linux", "Sarif.Multitool")
	dir := t.TempDir()
	files := []string{"validate"}
	inFormat(t, "sarif", func(t *testing.T, name, text string) {
		files = append(files, filepath.Join(dir, name))
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	})
	said := filepath.Join(dir, "said.sarif")
	args := append(files, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--output", said, "--log", "ForceOverwrite")
	if out, err := exec.Command(program, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	text, err := os.ReadFile(said)
	if err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct {
			Artifacts []struct{}
			Results   []struct {
				RuleID, Level string
				Message       struct {
					ID        string
					Arguments []string
				}
			}
			Invocations []struct {
				Successful bool `json:"executionSuccessful"`
			}
		}
	}
	if err := json.Unmarshal(text, &log); err != nil {
		t.Fatal(err)
	}
	if len(log.Runs) != 1 || len(log.Runs[0].Invocations) != 1 || !log.Runs[0].Invocations[0].Successful {
		t.Fatalf("the validator did not do its work:\n%.2000s", text)
	}
	for _, r := range log.Runs[0].Results {
		t.Errorf("%s %s: %s %q", r.Level, r.RuleID, r.Message.ID, r.Message.Arguments)
	}
}

func TestRDJSONSchema(t *testing.T) {
	schema := schemaFile(t, consumer(t, "reviewdog", "proto", "rdf", "jsonschema", "DiagnosticResult.json"))
	inFormat(t, "rdjson", func(t *testing.T, _, text string) {
		if err := schema.Validate(parsed(t, text)); err != nil {
			t.Error(err)
		}
	})
}

// TestReviewdog holds that reviewdog tells the finding that a change adds, and no other.
func TestReviewdog(t *testing.T) {
	const change = "--- a/x/go.mod\n+++ b/x/go.mod\n@@ -5,0 +6,1 @@\n+require go.mongodb.org/mongo-driver v1.15.0\n"
	program := consumer(t, "bin", "reviewdog")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "change"), []byte(change), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("git", "init", "--quiet", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(program, "-f=rdjson", "-reporter=local", "-diff=cat change")
	cmd.Dir = dir
	cmd.Stdin = strings.NewReader(written(t, func(w io.Writer, o report.Options) error {
		return report.RDJSON.Write(w, results["rich"], o)
	}, report.Options{Tool: tool}))
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if got := strings.Count(string(out), "MongoDB is disallowed"); got != 1 || !strings.Contains(string(out), "mongodb-x says that it is approved") {
		t.Errorf("%d findings:\n%s", got, out)
	}
}

// gitlabSchema is what GitLab's documentation asks of a Code Quality report; it ships no schema.
const gitlabSchema = `{
	"type": "array",
	"items": {
		"type": "object",
		"required": ["description", "check_name", "fingerprint", "severity", "location"],
		"properties": {
			"description": {"type": "string", "minLength": 1},
			"check_name": {"type": "string", "minLength": 1},
			"fingerprint": {"type": "string", "minLength": 1},
			"severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
			"location": {
				"type": "object",
				"required": ["path", "lines"],
				"properties": {
					"path": {"type": "string", "pattern": "^[^/]"},
					"lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}
				}
			}
		}
	}
}`

func TestGitLab(t *testing.T) {
	schema := compiled(t, gitlabSchema)
	inFormat(t, "gitlab", func(t *testing.T, _, text string) {
		document := parsed(t, text)
		if err := schema.Validate(document); err != nil {
			t.Error(err)
		}
		seen := map[any]bool{}
		for _, issue := range document.([]any) {
			print := issue.(map[string]any)["fingerprint"]
			if seen[print] {
				t.Errorf("two issues have the fingerprint %v: GitLab shows one", print)
			}
			seen[print] = true
		}
	})
}

// TestJUnit holds that the report is XML, that its counts are those of its cases, and that no report is empty.
func TestJUnit(t *testing.T) {
	type counts struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
		Skipped  int `xml:"skipped,attr"`
	}
	type suites struct {
		counts
		Suites []struct {
			counts
			Name  string `xml:"name,attr"`
			Cases []struct {
				Name    string     `xml:"name,attr"`
				Failure []struct{} `xml:"failure"`
				Error   []struct{} `xml:"error"`
				Skipped []struct{} `xml:"skipped"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	inFormat(t, "junit", func(t *testing.T, _, text string) {
		var all suites
		if err := xml.Unmarshal([]byte(text), &all); err != nil {
			t.Fatal(err)
		}
		var sum counts
		for _, suite := range all.Suites {
			var in counts
			for _, c := range suite.Cases {
				in = counts{in.Tests + 1, in.Failures + len(c.Failure), in.Errors + len(c.Error), in.Skipped + len(c.Skipped)}
			}
			if in != suite.counts {
				t.Errorf("suite %s says %v and has %v", suite.Name, suite.counts, in)
			}
			sum = counts{sum.Tests + in.Tests, sum.Failures + in.Failures, sum.Errors + in.Errors, sum.Skipped + in.Skipped}
		}
		if sum != all.counts || sum.Tests == 0 {
			t.Errorf("the report says %v and has %v", all.counts, sum)
		}
	})
}

// TestSuppressions holds what becomes of each state of an exception in SARIF, kept and left out.
func TestSuppressions(t *testing.T) {
	states := func(keep bool) map[string]string {
		got := map[string]string{}
		text := written(t, func(w io.Writer, o report.Options) error { return report.SARIF.Write(w, results["rich"], o) },
			report.Options{Tool: tool, KeepSuppressed: keep})
		walk(parsed(t, text), func(node map[string]any) {
			prints, ok := node["partialFingerprints"].(map[string]any)
			if !ok {
				return
			}
			got[prints["techcheck/v1"].(string)] = ""
			if all, ok := node["suppressions"].([]any); ok {
				suppression := all[0].(map[string]any)
				got[prints["techcheck/v1"].(string)] = suppression["status"].(string) + ": " + suppression["justification"].(string)
			}
		})
		return got
	}
	const excepted = "e5"
	kept := states(true)
	for id, want := range map[string]string{
		"c3": "", "g7": "",
		excepted: "accepted: excepted through 2026-12-05 by Data platform: Migration in Q1.",
		"f6":     "underReview: mongodb-x says",
		"h8":     "rejected: Data platform said no on 2026-10-01: Use PostgreSQL.",
	} {
		if !strings.HasPrefix(kept[id], want) || want == "" && kept[id] != "" {
			t.Errorf("%s is %q, want %q", id, kept[id], want)
		}
	}
	omitted := states(false)
	if _, there := omitted[excepted]; there || len(omitted) != len(kept)-1 {
		t.Errorf("left out: %v of %v", omitted, kept)
	}
}

// TestEveryReader holds that each format tells of a violation what it is, why, what instead, whom to ask and how to go on; and
// of each exception what its readers are to know.
func TestEveryReader(t *testing.T) {
	r := *results["rich"]
	policy := *r.Policy
	policy.Settings.ReviewAt = "https://review.example.com/ask?g={guideline}"
	r.Policy = &policy
	for _, f := range report.Formats {
		if f == report.JSON {
			continue
		}
		text := written(t, func(w io.Writer, o report.Options) error { return f.Write(w, &r, o) }, report.Options{Tool: tool, KeepSuppressed: true})
		for _, want := range []string{
			"MongoDB is disallowed", "datastores/mongodb", "One document store more", "D-0007", "PostgreSQL", "Data platform, ", "data-platform",
			"techcheck exception request datastores/mongodb", "https://review.example.com/ask", "new", "this is back because mongodb-old lapsed on 2026-11-01",
			"lapses after 2026-12-05", "unused: the component", "said no on 2026-10-01", "mongodb-x says that it is approved",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q", f.Name, want)
			}
		}
		if f != report.Text && f != report.Concise && !strings.Contains(text, "unexpected end: close the object") {
			t.Errorf("%s does not tell the problem", f.Name)
		}
	}
}

// TestRendered holds that in a rendered page nothing that others wrote is an element, a link, an image or a mention.
func TestRendered(t *testing.T) {
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(renderer.WithUnsafe()))
	tag := regexp.MustCompile(`<[^>]*>?`)
	address := regexp.MustCompile(`<a href="([^"]*)">([^<]*)</a>`)
	ours := regexp.MustCompile(`^</?(h[23]|p|ul|li|strong|code|details|summary|hr|a href="https://github.com/dna-group/techcheck"|a)>$`)
	for name, r := range map[string]*scan.Result{"markup": results["markup"], "hostile": results["hostile"]} {
		text := written(t, func(w io.Writer, o report.Options) error { return report.Markdown.Write(w, r, o) }, report.Options{Tool: tool})
		text = strings.ReplaceAll(text, "[ask for an exception review](https://review.example.com/", "(") // the policy's own
		var page strings.Builder
		if err := markdown.Convert([]byte(text), &page); err != nil {
			t.Fatal(err)
		}
		html := address.ReplaceAllStringFunc(page.String(), func(link string) string {
			if parts := address.FindStringSubmatch(link); parts[1] == parts[2] {
				return parts[2] // GitHub makes a link of every address, which says where it leads
			}
			return link
		})
		for _, found := range tag.FindAllString(html, -1) {
			if !ours.MatchString(found) {
				t.Errorf("%s: the page has %s", name, found)
			}
		}
		for line := range strings.SplitSeq(page.String(), "\n") {
			before, _, found := strings.Cut(line, "@everyone")
			if found && strings.LastIndex(before, "<code>") <= strings.LastIndex(before, "</code>") {
				t.Errorf("%s: the page mentions everyone: %s", name, line)
			}
		}
		if got, want := strings.Count(page.String(), "<h3>"), strings.Count(text, "\n### "); got != want {
			t.Errorf("%s: %d titles, want %d", name, got, want)
		}
	}
}
