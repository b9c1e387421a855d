package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/cli"
	"github.com/dna-group/techcheck/pkg/config"
	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/policies"
)

// TestReadmeCommands runs every techcheck command that the README shows with its output, and compares the two. It runs
// them in a repository of its own that holds testdata/demo, since this one may have been fetched without git.
func TestReadmeCommands(t *testing.T) {
	readme, err := filepath.Abs("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	repository := t.TempDir()
	if err := os.CopyFS(filepath.Join(repository, "testdata", "demo"), os.DirFS("../../testdata/demo")); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("git", "init", "--quiet", repository).CombinedOutput(); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("git init: %v %s", err, out)
		}
		t.Skipf("git init: %v", err)
	}
	t.Chdir(repository)
	for _, name := range []string{"CI", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TECHCHECK_POLICY"} {
		t.Setenv(name, "")
	}
	t.Setenv("TECHCHECK_CACHE_DIR", t.TempDir())
	shown := 0
	for _, block := range blocks(t, readme, "console") {
		command, output, _ := strings.Cut(block, "\n")
		arguments, found := strings.CutPrefix(command, "$ techcheck ")
		if !found {
			t.Errorf("a console block starts with %q, not with $ techcheck", command)
			continue
		}
		shown++
		var out, errs strings.Builder
		cli.Main(context.Background(), strings.Fields(arguments), cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errs})
		if diff := cmp.Diff(output, out.String()+errs.String()); diff != "" {
			t.Errorf("%s (-README +output):\n%s", command, diff)
		}
	}
	if shown == 0 {
		t.Error("the README shows no run of techcheck")
	}
}

// TestReadmeFormats compares the README's table of formats with what techcheck formats lists.
func TestReadmeFormats(t *testing.T) {
	var want strings.Builder
	want.WriteString("\n\n| ecosystem | format | files | yields |\n| --- | --- | --- | --- |\n")
	for _, e := range (report.Manifests{Read: all.Extractors}).ByEcosystem() {
		fmt.Fprintf(&want, "| %s | %s | `%s` | %s |\n", e.Ecosystem, e.Doc, strings.Join(e.Files, "` `"), report.Yields(e))
	}
	if text := read(t, "../../README.md"); !strings.Contains(text, want.String()+"\n") {
		t.Errorf("the README's table of formats is not:\n%s", want.String())
	}
}

// TestRegistries compares the public registries that the policy documentation names with those that are known.
func TestRegistries(t *testing.T) {
	_, table, _ := strings.Cut(read(t, "../../policies/README.md"), "<!-- registries: this table is tested against pkg/purl -->\n\n")
	table, _, _ = strings.Cut(table, "\n\n")
	var named []string
	for row := range strings.SplitSeq(table, "\n") {
		if cells := strings.Split(row, " | "); len(cells) == 3 && strings.HasPrefix(cells[1], "`") {
			named = append(named, strings.Trim(cells[1], "`"))
		}
	}
	slices.Sort(named)
	if diff := cmp.Diff(purl.PublicRegistries(), named); diff != "" {
		t.Errorf("the table of registries (-known +named):\n%s", diff)
	}
}

// TestReadmeReportFormats compares the README's table of report formats with their list.
func TestReadmeReportFormats(t *testing.T) {
	var want strings.Builder
	for _, f := range report.Formats {
		fmt.Fprintf(&want, "| `%s` | %s |\n", f.Name, f.Doc)
	}
	if text := read(t, "../../README.md"); !strings.Contains(text, "| --- | --- |\n"+want.String()+"\n") {
		t.Errorf("the README's table of report formats is not:\n%s", want.String())
	}
}

// TestReadmeConfig parses the README's examples of .techcheck.toml.
func TestReadmeConfig(t *testing.T) {
	examples := blocks(t, "../../README.md", "toml")
	if len(examples) == 0 {
		t.Error("the README shows no .techcheck.toml")
	}
	for _, block := range examples {
		if _, err := config.Parse([]byte(block)); err != nil {
			t.Errorf("%v in\n%s", err, block)
		}
	}
}

// TestPolicyExamples puts each example of the policy documentation into a policy folder, which must load after each. An
// example starts with its file's name in a comment; one without takes the place of the one before it.
func TestPolicyExamples(t *testing.T) {
	for _, document := range []string{"../../README.md", "../../policies/README.md"} {
		t.Run(document, func(t *testing.T) {
			folder := t.TempDir()
			base := map[string]string{
				"settings.yaml": "settings:\n  name: acme/technology\n  owners:\n" +
					"    - {id: dna, name: DNA, contact: \"#dna\"}\n    - {id: data-platform, name: Data, contact: \"#data\"}\n",
				"decisions/0001-a.md":      "---\nstatus: accepted\ndate: 2025-02-01\n---\n# A\n",
				"decisions/0007-b.md":      "---\nstatus: accepted\ndate: 2025-02-01\n---\n# B\n",
				"lib/testing/testing.rego": read(t, "../../policies/lib/testing/testing.rego"),
			}
			for path, text := range base {
				write(t, filepath.Join(folder, path), text)
			}
			path := ""
			for _, block := range blocks(t, document, "yaml", "rego") {
				if named := regexp.MustCompile(`\A# (\S+\.(?:yaml|rego))\n`).FindStringSubmatch(block); named != nil {
					path = named[1]
				}
				if path == "" {
					t.Fatalf("the first example does not name its file:\n%s", block)
				}
				write(t, filepath.Join(folder, path), withDefaults(path, block))
				if strings.HasPrefix(path, "technologies/") {
					continue // alone, a policy without guidelines does not load
				}
				for _, p := range second(policy.LoadDir(folder, policies.Starter(), nil)) {
					t.Errorf("%s:%d:%d: %s", p.Path, p.Line, p.Column, p.Message)
				}
			}
		})
	}
}

// withDefaults adds the defaults that an example of judgements leaves out.
func withDefaults(path, text string) string {
	if strings.HasSuffix(path, "/choices.yaml") && !strings.Contains(text, "\ndefaults:") {
		return "defaults: {owner: dna, decision: D-0001, review_by: 2027-11-30}\n" + text
	}
	return text
}

func second[A, B any](_ A, b B) B { return b }

// blocks gives the fenced blocks of a Markdown file that are marked with one of these languages.
func blocks(t *testing.T, path string, languages ...string) []string {
	t.Helper()
	var found []string
	fence := regexp.MustCompile("(?ms)^```(" + strings.Join(languages, "|") + ")\n(.*?)^```$")
	for _, match := range fence.FindAllStringSubmatch(read(t, path), -1) {
		found = append(found, match[2])
	}
	return found
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestDocumentedCommands holds that every command of techcheck in a block of shell can be written so: name, arguments and flags.
func TestDocumentedCommands(t *testing.T) {
	word := regexp.MustCompile(`"[^"]*"|'[^']*'|\S+`)
	for _, document := range []string{"../../README.md", "../../policies/README.md"} {
		for _, block := range blocks(t, document, "sh") {
			for line := range strings.Lines(block) {
				line, _, _ = strings.Cut(line, " # ")
				arguments := word.FindAllString(line, -1)
				if len(arguments) == 0 || arguments[0] != "techcheck" {
					continue
				}
				for i := range arguments {
					arguments[i] = strings.Trim(arguments[i], `"'`)
				}
				var errs strings.Builder
				status := cli.Main(t.Context(), append(arguments[1:], "--help"), cli.Streams{In: strings.NewReader(""), Out: &strings.Builder{}, Err: &errs})
				if status != 0 || errs.String() != "" {
					t.Errorf("%s: %s: status %d, %s", document, line, status, errs.String())
				}
			}
		}
	}
}
