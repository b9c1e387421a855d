package setup_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/config"
	"github.com/dna-group/techcheck/pkg/setup"
)

// draft gives what becomes of the files of a repository that holds these, by action and path.
func draft(t *testing.T, o setup.Options, files map[string]string) map[string]setup.Edit {
	t.Helper()
	o.Read = func(path string) (string, bool, error) {
		text, found := files[path]
		return text, found, nil
	}
	edits, err := setup.Repository(o)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]setup.Edit{}
	for _, e := range edits {
		found[string(e.Action)+" "+e.Path] = e
	}
	return found
}

const entry = "- repo: https://github.com/dna-group/techcheck\n  rev: main # better a commit or a release, which does not change\n  hooks:\n    - id: techcheck\n"

// TestPreCommit extends a configuration only where nothing else changes by it.
func TestPreCommit(t *testing.T) {
	const first = "repos:\n  - repo: local\n    hooks:\n      - {id: a, name: a, entry: a, language: system}"
	deeper := "  " + strings.ReplaceAll(strings.TrimSuffix(entry, "\n"), "\n", "\n  ") + "\n"
	for name, test := range map[string]struct{ there, text string }{
		"at the end":                  {first + "\n", deeper},
		"without a last newline":      {first, "\n" + deeper},
		"with a comment":              {first + "\n  # the end\n", deeper},
		"with line ends of Windows":   {strings.ReplaceAll(first+"\n", "\n", "\r\n"), strings.ReplaceAll(deeper, "\n", "\r\n")},
		"with techcheck in a comment": {first + "\n# techcheck\n", deeper},
		"not indented":                {"fail_fast: true\nrepos:\n- repo: local\n  hooks: []\n", entry},
		"another key follows":         {first + "\nci: {skip: [a]}\n", ""},
		"in one line":                 {"repos: [{repo: local, hooks: []}]\n", ""},
		"empty list":                  {"repos: []\n", ""},
		"no list":                     {"repos:\n", ""},
		"two documents":               {first + "\n---\n{}\n", ""},
		"an end of the document":      {first + "\n...\n", ""},
		"no YAML":                     {"repos: [\n", ""},
		"no mapping":                  {"- repos\n", ""},
		"nothing":                     {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := draft(t, setup.Options{Policy: "starter", Branch: "main"}, map[string]string{".pre-commit-config.yaml": test.there})
			e, extends := got["extend .pre-commit-config.yaml"]
			if extends != (test.text != "") || e.Text != test.text {
				t.Errorf("got %q, want %q", e.Text, test.text)
			}
			if by, shown := got["by hand .pre-commit-config.yaml"]; !extends && (!shown || by.Text != entry) {
				t.Errorf("what belongs there is not shown: %v", got)
			}
		})
	}
	got := draft(t, setup.Options{}, map[string]string{".pre-commit-config.yaml": first + "\n" + deeper})
	if _, kept := got["keep .pre-commit-config.yaml"]; !kept {
		t.Errorf("one that names techcheck: %v", got)
	}
}

// TestManagers holds that nobody who has a hook manager gets another one.
func TestManagers(t *testing.T) {
	for _, m := range setup.Managers {
		got := draft(t, setup.Options{Tag: "v1.2.3"}, map[string]string{m.Path: "something"})
		e, shown := got["by hand "+m.Path]
		if !shown || !setup.Runs(e.Text) {
			t.Errorf("%s: what belongs there is not shown: %v", m.Path, got)
		}
		if _, second := got["create .pre-commit-config.yaml"]; second {
			t.Errorf("%s: pre-commit comes beside %s", m.Path, m.By)
		}
		if _, kept := draft(t, setup.Options{}, map[string]string{m.Path: e.Text})["keep "+m.Path]; !kept {
			t.Errorf("%s: it does not show that it runs techcheck already", m.Path)
		}
	}
}

// TestCodeowners holds that a line is added with the line ends that are there.
func TestCodeowners(t *testing.T) {
	for there, want := range map[string]string{
		"* @a\n":       "\n# Who decides on exceptions from the technology policy.\n/.techcheck/exceptions/ @b\n",
		"* @a":         "\n\n# Who decides on exceptions from the technology policy.\n/.techcheck/exceptions/ @b\n",
		"* @a\r\n":     "\r\n# Who decides on exceptions from the technology policy.\r\n/.techcheck/exceptions/ @b\r\n",
		"a @a\r\nb @a": "\r\n\r\n# Who decides on exceptions from the technology policy.\r\n/.techcheck/exceptions/ @b\r\n",
	} {
		got := draft(t, setup.Options{Owners: []string{"@b"}}, map[string]string{"CODEOWNERS": there})
		if text := got["extend CODEOWNERS"].Text; text != want {
			t.Errorf("after %q comes %q, want %q", there, text, want)
		}
	}
}

// TestQuoting holds that names of policies and branches stay what they are.
func TestQuoting(t *testing.T) {
	got := draft(t, setup.Options{Policy: `../a "b" \c`, Branch: "a]b"}, nil)
	c, err := config.Parse([]byte(got["create .techcheck.toml"].Text))
	if err != nil || c.Policy[0] != `../a "b" \c` {
		t.Errorf("policy %+v, %v", c, err)
	}
	if text := got["create .github/workflows/techcheck.yml"].Text; !strings.Contains(text, `branches: ["a]b"]`) {
		t.Errorf("workflow:\n%s", text)
	}
}

// TestPins holds that hooks and workflows take this techcheck, workflows by its commit where that is known.
func TestPins(t *testing.T) {
	const commit = "0123456789abcdef0123456789abcdef01234567"
	const branch = "main # better a commit or a release, which does not change"
	for _, test := range []struct{ tag, commit, hook, action string }{
		{"v1.2.3", commit, "v1.2.3", commit + " # v1.2.3"},
		{"v1.2.3", "", "v1.2.3", "v1.2.3"},
		{"", commit, commit, commit},
		{"", "", branch, branch},
	} {
		got := draft(t, setup.Options{Tag: test.tag, Commit: test.commit}, nil)
		if text := got["create .pre-commit-config.yaml"].Text; !strings.Contains(text, "rev: "+test.hook+"\n") {
			t.Errorf("tag %q, commit %q: the hook is\n%s", test.tag, test.commit, text)
		}
		if text := got["create .github/workflows/techcheck.yml"].Text; !strings.Contains(text, "dna-group/techcheck@"+test.action+"\n") {
			t.Errorf("tag %q, commit %q: the workflow is\n%s", test.tag, test.commit, text)
		}
	}
}

// TestGitLab holds that a repository with a pipeline of GitLab gets a job of it, the one of the examples, and no workflow of GitHub.
func TestGitLab(t *testing.T) {
	got := draft(t, setup.Options{Policy: "../policy", From: &setup.Source{}}, map[string]string{".gitlab-ci.yml": "stages: [test]\n"})
	e, found := got["by hand .gitlab-ci.yml"]
	example, err := os.ReadFile("../../.github/ci-examples/gitlab-ci.yml")
	if err != nil {
		t.Fatal(err)
	}
	if _, job, _ := strings.Cut(string(example), "\n"); !found || e.Text != job || !strings.Contains(e.Next, "clone the policy to where .techcheck.toml names it, ../policy") {
		t.Errorf("the job is not the example's: %+v", e)
	}
	if _, github := got["create .github/workflows/techcheck.yml"]; github {
		t.Error("there is a workflow of GitHub, too")
	}
	if _, owners := got["create CODEOWNERS"]; !owners {
		t.Errorf("GitLab does not find the code owners: %v", got)
	}
	got = draft(t, setup.Options{}, map[string]string{".gitlab-ci.yml": "techcheck: {script: techcheck scan}\n"})
	if _, kept := got["keep .gitlab-ci.yml"]; !kept {
		t.Errorf("one that names techcheck: %v", got)
	}
}

// TestUnreadable holds that a file which cannot be read is not taken for one that is not there.
func TestUnreadable(t *testing.T) {
	broken := errors.New("input/output error")
	for _, path := range []string{".techcheck.toml", ".pre-commit-config.yaml", "lefthook.yml", ".github/CODEOWNERS", ".gitlab-ci.yml", ".github/workflows/techcheck.yml"} {
		_, err := setup.Repository(setup.Options{Read: func(read string) (string, bool, error) {
			if read == path {
				return "", false, broken
			}
			return "", false, nil
		}})
		if !errors.Is(err, broken) {
			t.Errorf("%s: error %v", path, err)
		}
	}
}

// TestReadme holds that the README shows what is written for lefthook and husky. (cmd/techcheck commits with it.)
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, template := range []string{"lefthook.yml", "husky"} {
		if text := setup.Template(template); !strings.Contains(string(readme), "\n"+text+"```\n") {
			t.Errorf("the README does not show\n%s", text)
		}
	}
}
