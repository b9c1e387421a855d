package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

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
		{"push to a branch", "push", "refs/heads/topic", `{"ref": "refs/heads/topic", "before": %q, "repository": {"default_branch": "main"}}`},
		{"push to the default branch", "push", "refs/heads/main", `{"ref": "refs/heads/main", "before": %q, "repository": {"default_branch": "main"}}`},
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

// TestActionOnChange checks the change itself out, not the merge commit. What the target has got since is not the change's.
func TestActionOnChange(t *testing.T) {
	r := pullRequest(t, brings)
	origin := filepath.Join(filepath.Dir(r.dir), "origin")
	if err := writeFile(filepath.Join(origin, "since", "package.json"), brings); err != nil {
		t.Fatal(err)
	}
	r.commit(origin, "since")
	r.git(r.dir, "fetch", "-q", "--depth=1", "origin", "topic")
	r.git(r.dir, "checkout", "-q", "--detach", "FETCH_HEAD")
	outputs := r.use(map[string]string{"binary": binary(t)})
	if r.failed != "verdict" || outputs["exit-code"] != "1" {
		t.Errorf("step %q failed with %q:\n%s", r.failed, outputs["exit-code"], r.log)
	}
	r.says("the log", r.log, "web/package.json:2:21: error: MongoDB is disallowed [datastores/mongodb] new in this change")
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
	outputs := r.use(map[string]string{"binary": binary(t), "sarif-file": "a\nexit-code=0"})
	if r.failed != "scan" || outputs["exit-code"] != "2" {
		t.Errorf("a name of two lines: step %q failed with %q:\n%s", r.failed, outputs["exit-code"], r.log)
	}
	r.use(map[string]string{"version": evil})
	r.use(map[string]string{"binary": evil})
	if _, err := os.Stat(filepath.Join(r.dir, "pwned")); err == nil {
		t.Error("an input was run")
	}
}

// TestActionInputs holds that inputs are taken as they are written, whatever is in them.
func TestActionInputs(t *testing.T) {
	r := pullRequest(t, clean)
	const folder = `-- "it's" a\b`
	if err := writeFile(filepath.Join(r.dir, folder, "package.json"), brings); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args, sarif, status, failed string
	}{
		{"", "", "1", "verdict"},
		{"  \n", "two words.sarif", "1", "verdict"},
		{"--show new\n--as-of '2026-11-25'", "techcheck.sarif", "1", "verdict"},
		{"--as-of 'soon or later'", "techcheck.sarif", "2", "verdict"},
		{"--as-of '2026-11-25", "techcheck.sarif", "2", "scan"}, // a quote that does not end
		{"", ".", "2", "scan"},
	} {
		outputs := r.use(map[string]string{"binary": binary(t), "path": folder, "args": test.args, "sarif-file": test.sarif})
		if r.failed != test.failed || outputs["exit-code"] != test.status {
			t.Errorf("args %q, sarif-file %q: step %q failed with %q\n%s", test.args, test.sarif, r.failed, outputs["exit-code"], r.log)
		}
		if written := test.status == "1" && test.sarif != ""; written != (outputs["sarif-file"] != "") {
			t.Errorf("args %q, sarif-file %q: the output is %q", test.args, test.sarif, outputs["sarif-file"])
		}
	}
}

// TestActionRunners holds that the action works on other runners, too, or says what it lacks.
func TestActionRunners(t *testing.T) {
	t.Run("a server without job summaries", func(t *testing.T) {
		r := pullRequest(t, brings)
		r.lacks = []string{"GITHUB_STEP_SUMMARY"}
		if outputs := r.use(map[string]string{"binary": binary(t)}); r.failed != "verdict" || outputs["exit-code"] != "1" {
			t.Errorf("step %q failed:\n%s", r.failed, r.log)
		}
	})
	t.Run("no jq", func(t *testing.T) {
		r := pullRequest(t, brings)
		bash, err := exec.LookPath("bash")
		if err != nil {
			t.Fatal(err)
		}
		tools := t.TempDir()
		if err := os.Symlink(bash, filepath.Join(tools, "bash")); err != nil {
			t.Fatal(err)
		}
		r.setenv("PATH", tools)
		r.use(map[string]string{"binary": binary(t)})
		r.says("the log", r.log, "::error title=techcheck could not be installed::jq is not on this runner")
	})
	t.Run("jq of Windows", func(t *testing.T) {
		r := pullRequest(t, brings)
		jq, err := exec.LookPath("jq")
		if err != nil {
			t.Fatal(err)
		}
		tools := t.TempDir()
		if err := os.WriteFile(filepath.Join(tools, "jq"), []byte("#!/bin/sh\n"+jq+" \"$@\" | sed 's/$/\r/'\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		work := filepath.Dir(r.dir)
		event := fmt.Sprintf(`{"before": %q, "repository": {"default_branch": "main"}}`, r.parse(filepath.Join(work, "origin"), "HEAD"))
		if err := writeFile(filepath.Join(work, "event.json"), event); err != nil {
			t.Fatal(err)
		}
		r.setenv("PATH", tools+string(os.PathListSeparator)+os.Getenv("PATH"))
		r.setenv("GITHUB_EVENT_NAME", "push")
		r.setenv("GITHUB_BASE_REF", "")
		r.setenv("GITHUB_REF", "refs/heads/topic")
		if outputs := r.use(map[string]string{"binary": binary(t)}); r.failed != "verdict" || outputs["needs-review"] != "2" {
			t.Errorf("step %q failed, outputs %q:\n%s", r.failed, outputs, r.log)
		}
	})
	t.Run("a container, where the checkout is another user's", func(t *testing.T) {
		r := pullRequest(t, brings)
		r.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "true")
		origin := filepath.Join(filepath.Dir(r.dir), "origin", ".git") // which a server would serve
		r.git(r.dir, "config", "--global", "safe.directory", origin)
		if outputs := r.use(map[string]string{"binary": binary(t)}); r.failed != "verdict" || outputs["needs-review"] != "2" {
			t.Errorf("step %q failed, outputs %q:\n%s", r.failed, outputs, r.log)
		}
	})
	t.Run("configuration in the environment", func(t *testing.T) {
		r := pullRequest(t, brings)
		r.git(r.dir, "remote", "set-url", "origin", "https://git.example.com/billing")
		for name, value := range map[string]string{
			"GITHUB_SERVER_URL": "https://git.example.com", "GIT_CONFIG_COUNT": "1",
			"GIT_CONFIG_KEY_0": "url.file://" + filepath.Join(filepath.Dir(r.dir), "origin") + ".insteadOf", "GIT_CONFIG_VALUE_0": "https://git.example.com/billing",
		} {
			r.setenv(name, value)
		}
		if outputs := r.use(map[string]string{"binary": binary(t)}); outputs["exit-code"] != "1" {
			t.Errorf("step %q failed with %q:\n%s", r.failed, outputs["exit-code"], r.log)
		}
	})
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
	if err := os.Mkdir(filepath.Join(r.dir, `D:\a\_temp`), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, temp := range []string{t.TempDir(), filepath.Join(r.dir, `D:\a\_temp`), `D:\a\_temp`} { // with names as on Windows
		r.setenv("RUNNER_TEMP", temp)
		if outputs := r.use(map[string]string{"version": "v1.2.3", "download-url": server.URL}); outputs["exit-code"] != "1" || outputs["needs-review"] != "2" {
			t.Errorf("%s: a release was not run: step %q failed\n%s", temp, r.failed, r.log)
		}
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
