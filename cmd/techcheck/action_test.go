package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
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
		env := append(r.env, "GITHUB_ACTION_PATH="+root, "RUNNER_TEMP="+temp,
			"GITHUB_OUTPUT="+filepath.Join(temp, step.ID+".out"), "GITHUB_STEP_SUMMARY="+filepath.Join(temp, step.ID+".md"))
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

const (
	brings = "{\n  \"dependencies\": {\"mongoose\": \"8.1.0\"}\n}\n"
	clean  = "{\n  \"dependencies\": {\"left-pad\": \"1.0.0\"}\n}\n"
)

// TestActionInReadme holds that the README names every input and output of the action, and uses no other.
func TestActionInReadme(t *testing.T) {
	a := readAction(t)
	readme := read(t, "../../README.md")
	_, section, _ := strings.Cut(readme, "## In GitHub Actions\n")
	section, _, _ = strings.Cut(section, "\n## ")
	for name := range a.Inputs {
		if !strings.Contains(section, "`"+name+"`") {
			t.Errorf("the README does not name the input %s", name)
		}
	}
	for name := range a.Outputs {
		if !strings.Contains(section, "`"+name+"`") {
			t.Errorf("the README does not name the output %s", name)
		}
	}
	for _, used := range regexp.MustCompile(`steps\.techcheck\.outputs\.([a-z-]+)`).FindAllStringSubmatch(section, -1) {
		if _, known := a.Outputs[used[1]]; !known {
			t.Errorf("the README uses the output %s, which is none", used[1])
		}
	}
}

// TestActionOnPullRequest holds what a team sees of a pull request that brings a violation, with the default checkout.
func TestActionOnPullRequest(t *testing.T) {
	r := pullRequest(t, brings)
	outputs := r.use(map[string]string{"binary": binary(t)})
	if r.failed != "verdict" {
		t.Fatalf("the step %q failed, not the verdict:\n%s", r.failed, r.log)
	}
	for name, want := range map[string]string{
		"exit-code": "1", "needs-review": "2", "violations": "2", "excepted": "0", "warnings": "0", "sarif-file": "techcheck.sarif",
	} {
		if outputs[name] != want {
			t.Errorf("output %s is %q, want %q", name, outputs[name], want)
		}
	}
	r.says("the log", r.log, "compared with origin/main")
	r.says("the log", r.log, "web/package.json:2:")
	r.says("the log", r.log, "new in this change")
	r.says("the log", r.log, "::error title=MongoDB is disallowed [datastores/mongodb],file=web/package.json,line=2,")
	r.says("the summary", r.summary, "MongoDB is disallowed")
	sarif, err := os.ReadFile(filepath.Join(r.dir, "techcheck.sarif"))
	if err != nil || !json.Valid(sarif) {
		t.Errorf("the SARIF file is not there, or not JSON: %v", err)
	}
}

// TestActionFetches holds that the target's tip counts: an approval that was merged after the pull request's merge commit.
func TestActionFetches(t *testing.T) {
	r := pullRequest(t, brings)
	origin := filepath.Join(filepath.Dir(r.dir), "origin")
	for id, component := range map[string]string{"mongodb-web": "pkg:npm/mongoose", "mongodb-old": "pkg:golang/go.mongodb.org/mongo-driver"} {
		text := fmt.Sprintf("guideline = \"datastores/mongodb\"\ncomponent = %q\npaths = [\"**\"]\nreason = \"Moving.\"\nrequested_by = \"web\"\n"+
			"requested_on = 2026-11-22\nstatus = \"approved\"\ndecided_by = \"data-platform\"\ndecided_on = 2026-11-23\nexpires_on = 2027-05-31\ndecision = \"D-0007\"\n", component)
		if err := writeFile(filepath.Join(origin, ".techcheck", "exceptions", id+".toml"), text); err != nil {
			t.Fatal(err)
		}
	}
	r.commit(origin, "approve")
	outputs := r.use(map[string]string{"binary": binary(t), "args": "--as-of 2026-11-25"})
	if r.failed != "" || outputs["exit-code"] != "0" || outputs["excepted"] != "2" {
		t.Errorf("step %q failed; outputs %v\n%s", r.failed, outputs, r.log)
	}
}

// TestActionUndecided holds that what cannot be decided is no pass, is annotated, and still has its outputs.
func TestActionUndecided(t *testing.T) {
	r := pullRequest(t, "[")
	outputs := r.use(map[string]string{"binary": binary(t)})
	if r.failed != "verdict" || outputs["exit-code"] != "2" {
		t.Errorf("step %q failed with %q:\n%s", r.failed, outputs["exit-code"], r.log)
	}
	r.says("the log", r.log, "::error title=techcheck could not decide::")
	r = pullRequest(t, clean)
	outputs = r.use(map[string]string{"binary": binary(t), "policy": "no-such-policy"})
	if r.failed != "verdict" || outputs["exit-code"] != "2" {
		t.Errorf("step %q failed with %q:\n%s", r.failed, outputs["exit-code"], r.log)
	}
}

// TestActionEvents holds what is compared on a push and in a merge queue, each with a checkout of depth 1.
func TestActionEvents(t *testing.T) {
	for _, test := range []struct{ name, event, ref, payload string }{
		{"push to a branch", "push", "refs/heads/topic", `{"before": %q, "repository": {"default_branch": "main"}}`},
		{"push to the default branch", "push", "refs/heads/main", `{"before": %q, "repository": {"default_branch": "main"}}`},
		{"merge queue", "merge_group", "refs/heads/gh-readonly-queue/main/pr-7", `{"merge_group": {"base_sha": %q, "base_ref": "refs/heads/main"}, "repository": {"default_branch": "main"}}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := pullRequest(t, brings)
			work := filepath.Dir(r.dir)
			if err := writeFile(filepath.Join(work, "event.json"), fmt.Sprintf(test.payload, r.parse(filepath.Join(work, "origin"), "HEAD"))); err != nil {
				t.Fatal(err)
			}
			r.setenv("GITHUB_EVENT_NAME", test.event)
			r.setenv("GITHUB_REF", test.ref)
			r.setenv("GITHUB_BASE_REF", "")
			outputs := r.use(map[string]string{"binary": binary(t)})
			if r.failed != "verdict" || outputs["exit-code"] != "1" {
				t.Errorf("step %q failed with %q:\n%s", r.failed, outputs["exit-code"], r.log)
			}
			r.says("the log", r.log, "web/package.json:2:21: error: MongoDB is disallowed [datastores/mongodb] new in this change")
		})
	}
}

// TestActionWholeClone holds that a clone with all of its history keeps it.
func TestActionWholeClone(t *testing.T) {
	r := pullRequest(t, clean)
	r.git(r.dir, "fetch", "-q", "--unshallow", "origin")
	r.use(map[string]string{"binary": binary(t)})
	if shallow := r.parse(r.dir, "--is-shallow-repository"); shallow != "false" {
		t.Errorf("the clone is shallow now:\n%s", r.log)
	}
}

// TestActionHostileInputs holds that no input is read by a shell.
func TestActionHostileInputs(t *testing.T) {
	r := pullRequest(t, clean)
	evil := "$(touch pwned)`touch pwned`; touch pwned #"
	r.use(map[string]string{"binary": binary(t), "policy": evil, "base": evil, "path": ".", "args": "--format '" + evil + "'", "sarif-file": evil})
	r.use(map[string]string{"version": evil})
	r.use(map[string]string{"binary": evil})
	if _, err := os.Stat(filepath.Join(r.dir, "pwned")); err == nil {
		t.Error("an input was run")
	}
}

// comments plays GitHub's interface for the comments of a pull request.
type comments struct {
	bodies  map[string]string // by id
	refuses bool              // the token is one of a fork
}

func (c *comments) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	var body struct{ Body string }
	switch {
	case request.Header.Get("Authorization") != "Bearer secret-token":
		w.WriteHeader(http.StatusUnauthorized)
	case request.Method == http.MethodGet:
		list := []map[string]any{{"id": 1, "user": map[string]string{"type": "User"}, "body": "<!-- techcheck -->\nnot ours"}}
		for id, text := range c.bodies {
			list = append(list, map[string]any{"id": json.Number(id), "user": map[string]string{"type": "Bot"}, "body": text})
		}
		_ = json.NewEncoder(w).Encode(list)
	case c.refuses:
		w.WriteHeader(http.StatusForbidden)
	case json.NewDecoder(request.Body).Decode(&body) != nil:
		w.WriteHeader(http.StatusBadRequest)
	case request.Method == http.MethodPost && request.URL.Path == "/repos/acme/billing/issues/7/comments":
		c.bodies["42"] = body.Body
	case request.Method == http.MethodPatch && request.URL.Path == "/repos/acme/billing/issues/comments/42":
		c.bodies["42"] = body.Body
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

// TestActionComment holds that there is one comment at most, updated in place, and resolved when nothing is left to say.
func TestActionComment(t *testing.T) {
	forge := &comments{bodies: map[string]string{}}
	server := httptest.NewServer(forge)
	defer server.Close()
	use := func(manifest, failed string) *runner {
		r := pullRequest(t, manifest)
		r.setenv("GITHUB_API_URL", server.URL)
		r.use(map[string]string{"binary": binary(t), "comment": "true", "path": "web"})
		if r.failed != failed {
			t.Errorf("the step %q failed, not %q:\n%s", r.failed, failed, r.log)
		}
		return r
	}
	use(clean, "")
	if len(forge.bodies) > 0 {
		t.Errorf("a comment where nothing is to be said: %v", forge.bodies)
	}
	use(brings, "verdict")
	use(brings, "verdict")
	if body := forge.bodies["42"]; len(forge.bodies) != 1 || !strings.HasPrefix(body, "<!-- techcheck -->\n") || !strings.Contains(body, "MongoDB is disallowed") {
		t.Errorf("comments %v", maps.Values(forge.bodies))
	}
	use(clean, "")
	if body := forge.bodies["42"]; !strings.Contains(body, "resolved") {
		t.Errorf("the comment is not resolved: %s", body)
	}
	forge.refuses = true
	use(brings, "verdict").says("the log", use(brings, "verdict").log, "this token may not write comments")
}

// TestActionInstalls holds that a release is run only if its checksum is right, and that the action builds itself otherwise.
func TestActionInstalls(t *testing.T) {
	folder := t.TempDir()
	name := "techcheck_1.2.3_linux_amd64.tar.gz"
	output, err := exec.Command("tar", "-czf", filepath.Join(folder, name), "-C", filepath.Dir(binary(t)), filepath.Base(binary(t))).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	sums, err := exec.Command("sh", "-c", "cd "+folder+" && sha256sum "+name).Output()
	if err != nil {
		skipLocally(t, "sha256sum is not installed")
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/v1.2.3/"+name, func(w http.ResponseWriter, request *http.Request) {
		http.ServeFile(w, request, filepath.Join(folder, name))
	})
	mux.HandleFunc("/v1.2.3/checksums.txt", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(sums) })
	server := httptest.NewServer(mux)
	defer server.Close()

	r := pullRequest(t, brings)
	if outputs := r.use(map[string]string{"version": "v1.2.3", "download-url": server.URL}); outputs["exit-code"] != "1" {
		t.Errorf("a release was not run: step %q failed\n%s", r.failed, r.log)
	}
	sums = []byte(strings.Repeat("0", 64) + "  " + name + "\n")
	r.use(map[string]string{"version": "1.2.3", "download-url": server.URL})
	if r.failed != "install" {
		t.Errorf("a release with a wrong checksum was run:\n%s", r.log)
	}
	r.says("the log", r.log, "the checksum of "+name+" is not the one in checksums.txt")
	r.use(map[string]string{"version": "1.2.4", "download-url": server.URL})
	r.says("the log", r.log, "cannot be downloaded")
}
