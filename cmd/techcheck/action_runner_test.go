package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// action is action.yml, as far as a runner needs it.
type action struct {
	Inputs  map[string]struct{ Default string }
	Outputs map[string]struct{ Value string }
	Runs    struct {
		Steps []struct {
			ID, If, Shell, Run string
			Env                map[string]string
		}
	}
}

func readAction(t *testing.T) (a action) {
	t.Helper()
	if err := yaml.Unmarshal([]byte(read(t, "../../action.yml")), &a); err != nil {
		t.Fatal(err)
	}
	return a
}

// runner runs the steps of the action as GitHub's runner does a composite action: in order until one fails, with files for
// outputs and summary, and with what its environment holds.
type runner struct {
	t       *testing.T
	dir     string // the checkout
	env     []string
	lacks   []string // variables that other runners set
	log     string
	summary string
	failed  string // the id of the step that failed
}

var expression = regexp.MustCompile(`\$\{\{ *([a-z.-]+) *\}\}`)

// use runs the action and gives its outputs.
func (r *runner) use(inputs map[string]string) map[string]string {
	r.t.Helper()
	a := readAction(r.t)
	root, err := filepath.Abs("../..")
	if err != nil {
		r.t.Fatal(err)
	}
	values := map[string]string{"github.token": "secret-token"}
	for name, input := range a.Inputs {
		values["inputs."+name] = input.Default
	}
	for name, value := range inputs {
		if _, known := a.Inputs[name]; !known {
			r.t.Fatalf("the action has no input %s", name)
		}
		values["inputs."+name] = value
	}
	fill := func(text string) string {
		return expression.ReplaceAllStringFunc(text, func(s string) string { return values[expression.FindStringSubmatch(s)[1]] })
	}
	r.log, r.summary, r.failed = "", "", ""
	temp := r.t.TempDir()
	for _, step := range a.Runs.Steps {
		name, wanted, conditional := strings.Cut(step.If, " == ")
		if r.failed != "" || conditional && "'"+values[name]+"'" != wanted {
			continue
		}
		if expression.MatchString(step.Run) {
			r.t.Errorf("step %s: an expression stands in the shell's text", step.ID)
		}
		env := slices.Concat([]string{"GITHUB_ACTION_PATH=" + root, "RUNNER_TEMP=" + temp,
			"GITHUB_OUTPUT=" + filepath.Join(temp, step.ID+".out"), "GITHUB_STEP_SUMMARY=" + filepath.Join(temp, step.ID+".md")}, r.env)
		env = slices.DeleteFunc(env, func(variable string) bool { return slices.Contains(r.lacks, strings.Split(variable, "=")[0]) })
		for key, value := range step.Env {
			env = append(env, key+"="+fill(value))
		}
		r.step(step.ID, step.Run, env)
		for key, value := range readOutputs(filepath.Join(temp, step.ID+".out")) {
			values["steps."+step.ID+".outputs."+key] = value
		}
		written, _ := os.ReadFile(filepath.Join(temp, step.ID+".md"))
		r.summary += string(written)
	}
	outputs := map[string]string{}
	for name, output := range a.Outputs {
		outputs[name] = fill(output.Value)
	}
	return outputs
}

func (r *runner) step(id, run string, env []string) {
	script := filepath.Join(r.t.TempDir(), "step.sh")
	if err := writeFile(script, run); err != nil {
		r.t.Fatal(err)
	}
	cmd := exec.Command("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script)
	cmd.Dir, cmd.Env = r.dir, env
	output, err := cmd.CombinedOutput()
	r.log += string(output)
	if err != nil {
		r.failed = id
	}
}

func readOutputs(file string) map[string]string {
	outputs := map[string]string{}
	text, _ := os.ReadFile(file) // a step without outputs
	for line := range strings.Lines(string(text)) {
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		outputs[key] = value
	}
	return outputs
}

// pullRequest makes a repository whose branch topic adds a package.json to main, and checks out the merge commit of its pull
// request at depth 1, as actions/checkout does.
func pullRequest(t *testing.T, manifest string) *runner {
	t.Helper()
	for _, tool := range []string{"git", "jq", "curl"} {
		if _, err := exec.LookPath(tool); err != nil {
			skipLocally(t, tool+" is not installed")
		}
	}
	work := t.TempDir()
	r := &runner{t: t, dir: filepath.Join(work, "checkout"), env: []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + work, "GIT_CONFIG_NOSYSTEM=1", "CI=true", "GITHUB_ACTIONS=true",
		"GITHUB_EVENT_NAME=pull_request", "GITHUB_REF=refs/pull/7/merge", "GITHUB_BASE_REF=main", "GITHUB_REPOSITORY=acme/billing",
		"GITHUB_SERVER_URL=file://", "GITHUB_EVENT_PATH=" + filepath.Join(work, "event.json"),
		"GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@example.com", "GIT_COMMITTER_NAME=Ada", "GIT_COMMITTER_EMAIL=ada@example.com",
	}}
	policy, err := filepath.Abs("../../testdata/demo/policy")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"event.json":             `{"repository": {"default_branch": "main"}}`,
		"origin/.techcheck.toml": fmt.Sprintf("policy = %q\n", policy),
		"origin/old/go.mod":      "module example.com/old\n\nrequire go.mongodb.org/mongo-driver v1.17.1\n",
	} {
		if err := writeFile(filepath.Join(work, filepath.FromSlash(name)), text); err != nil {
			t.Fatal(err)
		}
	}
	origin := filepath.Join(work, "origin")
	r.git(origin, "init", "-q", "--initial-branch=main")
	r.git(origin, "config", "uploadpack.allowAnySHA1InWant", "true") // as GitHub's servers have it
	r.commit(origin, "before")
	r.git(origin, "checkout", "-q", "-b", "topic")
	if err := writeFile(filepath.Join(origin, "web", "package.json"), manifest); err != nil {
		t.Fatal(err)
	}
	r.commit(origin, "change")
	r.git(origin, "checkout", "-q", "--detach", "main")
	r.git(origin, "merge", "-q", "--no-ff", "--no-edit", "topic")
	r.git(origin, "update-ref", "refs/pull/7/merge", "HEAD")
	r.git(origin, "checkout", "-q", "main")
	r.git(work, "init", "-q", "checkout")
	r.git(r.dir, "remote", "add", "origin", "file://"+origin)
	r.git(r.dir, "fetch", "-q", "--depth=1", "origin", "+refs/pull/7/merge:refs/remotes/pull/7/merge")
	r.git(r.dir, "checkout", "-q", "--detach", "refs/remotes/pull/7/merge")
	r.setenv("GITHUB_SHA", r.parse(r.dir, "HEAD"))
	return r
}

// parse gives what git rev-parse says in a folder.
func (r *runner) parse(dir, argument string) string {
	r.t.Helper()
	line, err := exec.Command("git", "-C", dir, "rev-parse", argument).Output()
	if err != nil {
		r.t.Fatal(err)
	}
	return strings.TrimSpace(string(line))
}

func (r *runner) git(dir string, args ...string) {
	r.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = dir, r.env
	if output, err := cmd.CombinedOutput(); err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, output)
	}
}

func (r *runner) commit(dir, message string) {
	r.t.Helper()
	r.git(dir, "add", "--all")
	r.git(dir, "commit", "-q", "-m", message)
}

func (r *runner) setenv(name, value string) { r.env = append(r.env, name+"="+value) }

// says reports a text that is not in what the action said.
func (r *runner) says(where, said, want string) {
	r.t.Helper()
	if !strings.Contains(said, want) {
		r.t.Errorf("%s does not hold %q:\n%s", where, want, said)
	}
}
