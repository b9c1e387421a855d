package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

const examples = "../../.github/ci-examples/"

// install is how the examples get techcheck, as long as there is no release.
const install = "go install github.com/dna-group/techcheck/cmd/techcheck@main"

// ciExample is what a CI system runs of its example, and what it tells of a pull request whose target is main.
type ciExample struct {
	shell  func(t *testing.T, text string) string
	env    []string
	report string // is written by the example
	bad    string // stands in the report of a violation alone
}

var ciExamples = map[string]ciExample{
	"gitlab-ci.yml": {gitlabShell, []string{"CI=true", "CI_PROJECT_PATH=acme/billing", "CI_DEFAULT_BRANCH=main", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main"},
		"gl-code-quality-report.json", `"check_name": "datastores/mongodb"`},
	"azure-pipelines.yml": {azureShell, []string{"TF_BUILD=True", "SYSTEM_PULLREQUEST_TARGETBRANCH=refs/heads/main"}, "techcheck.xml", "<failure"},
	"circleci.yml":        {circleShell, []string{"CI=true", "CIRCLECI=true"}, "reports/techcheck.xml", "<failure"},
	"Jenkinsfile":         {jenkinsShell, []string{"CHANGE_TARGET=main", "WORKSPACE_TMP=/nowhere"}, "techcheck.xml", "<failure"},
	"reviewdog.sh":        {func(_ *testing.T, text string) string { return text }, []string{"CI=true"}, "techcheck.rdjson", "datastores/mongodb"},
}

// TestCIExamples runs what the examples for CI systems run: a change that introduces a violation fails and is reported, another
// one passes.
func TestCIExamples(t *testing.T) {
	needs(t, "git")
	needs(t, "bash")
	tools := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(tools, "techcheck")); err != nil { // TestMain runs it by its name
		t.Fatal(err)
	}
	files, err := os.ReadDir(examples)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		t.Run(f.Name(), func(t *testing.T) {
			example, known := ciExamples[f.Name()]
			if !known {
				t.Fatal("there is no test of this example")
			}
			path := tools
			if f.Name() == "reviewdog.sh" {
				path += string(os.PathListSeparator) + consumers(t, "bin")
			}
			h := &hooks{T: t, env: append(environment(t, path), example.env...)}
			shell := example.shell(t, read(t, examples+f.Name()))
			if !strings.Contains(read(t, examples+f.Name()), install) || !strings.Contains(shell, "techcheck scan ") {
				t.Errorf("the example installs or runs no techcheck:\n%s", shell)
			}
			shell = regexp.MustCompile(`(?m)^\s*go install .*`).ReplaceAllString(shell, "")
			for _, change := range []struct {
				branch, manifest string
				status           int
			}{{"bad", bad, 1}, {"good", good, 0}} {
				dir := h.checkout(change.branch, change.manifest)
				out, err := h.run(dir, "bash", "-eo", "pipefail", "-c", shell)
				if status := exitStatus(err); status != change.status {
					t.Errorf("%s: exit %d, want %d\n%s", change.branch, status, change.status, out)
				}
				if got := strings.Contains(read(t, filepath.Join(dir, example.report)), example.bad); got != (change.status == 1) {
					t.Errorf("%s: the report is wrong:\n%s", change.branch, read(t, filepath.Join(dir, example.report)))
				}
			}
		})
	}
	if len(files) != len(ciExamples) {
		t.Errorf("%d examples, but %d are tested", len(files), len(ciExamples))
	}
}

// checkout makes a clone of a repository in which a branch changes a manifest. Its policy is the demonstration's.
func (h *hooks) checkout(branch, manifest string) string {
	h.Helper()
	origin, dir := h.repository(), h.TempDir()
	h.must(origin, "git", "rm", "--quiet", "-r", "old") // which would fail every scan
	h.must(origin, "git", "commit", "--quiet", "--message=clean")
	h.must(origin, "git", "checkout", "--quiet", "-b", branch)
	write(h.T, filepath.Join(origin, "a/package.json"), manifest)
	h.must(origin, "git", "commit", "--quiet", "--allow-empty", "--all", "--message="+branch)
	h.must(dir, "git", "clone", "--quiet", "--branch", branch, "file://"+origin, "clone")
	return filepath.Join(dir, "clone")
}

func exitStatus(err error) int {
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return exit.ExitCode()
	}
	if err != nil {
		return -1
	}
	return 0
}

// consumers is a folder of those that .ci/run installs to read reports.
func consumers(t *testing.T, name string) string {
	t.Helper()
	folder := filepath.Join(os.Getenv("TECHCHECK_CONSUMERS"), name)
	if os.Getenv("TECHCHECK_CONSUMERS") == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("TECHCHECK_CONSUMERS does not name a folder (.ci/run)")
		}
		t.Skip("TECHCHECK_CONSUMERS does not name the folder into which .ci/run installs the readers of reports")
	}
	return folder
}

func parseYAML(t *testing.T, text string, into any) {
	t.Helper()
	if err := yaml.Unmarshal([]byte(text), into); err != nil {
		t.Fatal(err)
	}
}

func gitlabShell(t *testing.T, text string) string {
	var file map[string]struct {
		BeforeScript []string `yaml:"before_script"`
		Script       []string
	}
	parseYAML(t, text, &file)
	job := file["techcheck"]
	return strings.Join(slices.Concat(job.BeforeScript, job.Script), "\n")
}

func azureShell(t *testing.T, text string) string {
	var file struct {
		Variables map[string]string
		Steps     []struct{ Bash string }
	}
	parseYAML(t, text, &file)
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(file.Variables)) { // variables are in the environment
		lines = append(lines, "export "+name+"="+file.Variables[name])
	}
	for _, step := range file.Steps {
		lines = append(lines, step.Bash)
	}
	return strings.Join(lines, "\n")
}

func circleShell(t *testing.T, text string) string {
	var file struct {
		Jobs map[string]struct{ Steps []yaml.Node }
	}
	parseYAML(t, text, &file)
	var lines []string
	for _, node := range file.Jobs["techcheck"].Steps {
		var step struct{ Run struct{ Command string } }
		if node.Kind == yaml.MappingNode {
			if err := node.Decode(&step); err != nil {
				t.Fatal(err)
			}
			lines = append(lines, step.Run.Command)
		}
	}
	return strings.Join(lines, "\n")
}

func jenkinsShell(_ *testing.T, text string) string {
	lines := []string{"export " + regexp.MustCompile(`CI = '\w+'`).FindString(text)}
	lines[0] = strings.NewReplacer(" = ", "=", "'", "").Replace(lines[0])
	for _, match := range regexp.MustCompile(`(?s)sh '''(.*?)'''`).FindAllStringSubmatch(text, -1) {
		lines = append(lines, match[1])
	}
	return strings.Join(lines, "\n")
}

// TestGitLabExample holds the example for GitLab against GitLab's own schema, by a program that carries it.
func TestGitLabExample(t *testing.T) {
	needs(t, "gitlab-ci-local")
	h := &hooks{T: t, env: environment(t, "")}
	dir := h.repository()
	h.must(dir, "git", "remote", "add", "origin", "https://git.example.com/acme/billing.git")
	write(t, filepath.Join(dir, ".gitlab-ci.yml"), read(t, examples+"gitlab-ci.yml"))
	if out := h.must(dir, "gitlab-ci-local", "--list"); !strings.Contains(out, "json schema validated") {
		t.Error(out)
	}
	write(t, filepath.Join(dir, ".gitlab-ci.yml"), strings.Replace(read(t, examples+"gitlab-ci.yml"), "artifacts:", "artefacts:", 1))
	if out, err := h.run(dir, "gitlab-ci-local", "--list"); err == nil {
		t.Errorf("a wrong key is accepted:\n%s", out)
	}
}

// TestCircleExample holds the example for CircleCI against CircleCI's own parser.
func TestCircleExample(t *testing.T) {
	needs(t, "node")
	modules := consumers(t, "node_modules")
	parse := func(text string) (string, error) {
		var config map[string]any
		parseYAML(t, text, &config)
		input, err := json.Marshal(config)
		if err != nil {
			t.Fatal(err)
		}
		node := exec.Command("node", "--eval", `
			const { parseConfig } = require("@circleci/circleci-config-parser");
			try { parseConfig(JSON.parse(require("fs").readFileSync(0))) } catch (e) { console.log(e.message); process.exit(1) }`)
		node.Env, node.Stdin = append(os.Environ(), "NODE_PATH="+modules), bytes.NewReader(input)
		out, err := node.CombinedOutput()
		return string(out), err
	}
	example := read(t, examples+"circleci.yml")
	if out, err := parse(example); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err := parse(strings.Replace(example, "store_test_results:", "store_results:", 1)); err == nil || !strings.Contains(out, "store_results") {
		t.Errorf("a wrong key is accepted: %v\n%s", err, out)
	}
}
