package cli

import (
	"bytes"
	"cmp"
	"context"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestMain lets a test run this binary as techcheck.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) == "techcheck" {
		os.Exit(Main(context.Background(), os.Args[1:], Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
	}
	os.Exit(m.Run())
}

// eachCommand runs a test for each command that the help shows.
func eachCommand(t *testing.T, test func(t *testing.T, cmd *cobra.Command)) {
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		t.Run(cmd.CommandPath(), func(t *testing.T) { test(t, cmd) })
		for _, member := range cmd.Commands() {
			walk(member)
		}
	}
	walk(newRoot(&program{}))
}

// TestHelp holds that a newcomer finds in every help what the command does and how it is written, within 80 columns.
func TestHelp(t *testing.T) {
	eachCommand(t, func(t *testing.T, cmd *cobra.Command) {
		var out, errs bytes.Buffer
		args := append(strings.Fields(cmd.CommandPath())[1:], "--help")
		if status := Main(t.Context(), args, Streams{In: strings.NewReader(""), Out: &out, Err: &errs}); status != 0 || errs.Len() > 0 {
			t.Fatalf("exit %d: %s", status, &errs)
		}
		for line := range strings.Lines(out.String()) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > helpColumns {
				t.Errorf("%d columns: %s", n, line)
			}
		}
		if cmd.HasSubCommands() {
			return
		}
		if cmd.Long == "" || cmd.Example == "" {
			t.Error("the command has no description or no example")
		}
		for line := range strings.Lines(cmd.Example) {
			if !strings.HasPrefix(line, "  "+cmd.CommandPath()) {
				t.Errorf("this is no example of %s: %s", cmd.CommandPath(), line)
			}
		}
	})
}

// TestListedValues holds that shells find the formats, which a flag's help lists.
func TestListedValues(t *testing.T) {
	eachCommand(t, func(t *testing.T, cmd *cobra.Command) {
		f := cmd.Flags().Lookup("format")
		if f == nil {
			return
		}
		if _, help := pflag.UnquoteUsage(f); !slices.Contains(listedValues(help), "text") {
			t.Errorf("no formats are found in %q", help)
		}
	})
	for _, test := range []struct {
		help string
		want []string
	}{
		{"fail on more than the policy enforces: new, all, or warning", []string{"new", "all", "warning"}},
		{"the status: approved, trial (default hold)", []string{"approved", "trial"}},
		{"when to use colours: auto, always, never", []string{"auto", "always", "never"}},
		{"the policy: a folder, or starter (default: here)", nil},
		{"why, in a sentence", nil},
	} {
		if got := listedValues(test.help); !slices.Equal(got, test.want) {
			t.Errorf("%q lists %q, want %q", test.help, got, test.want)
		}
	}
}

func TestWrapped(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"one two three", "one two\nthree"},
		{"one\ntwo\n\nthree", "one two\n\nthree"},
		{"é é é é é é", "é é é é\né é"},
		{"far-too-long a b", "far-too-long\na b"},
		{"x:\n  - one two three\n    four\n  - five", "x:\n  - one\n    two\n    three\n    four\n  - five"},
		{"x\n  as it\n  is\ny", "x\n  as it\n  is\ny"},
	} {
		if got := wrapped(test.text, 8); got != test.want {
			t.Errorf("%q becomes\n%s\nwant\n%s", test.text, got, test.want)
		}
	}
}

func TestWrappedCommand(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		{"  techcheck scan --all", "  techcheck scan --all"},
		{"  techcheck scan --policy policy --all", "  techcheck scan \\\n      --policy policy \\\n      --all"},
		{"  techcheck explain a-long-name", "  techcheck explain a-long-name"},
	} {
		if got := wrappedCommand(test.line, 24); got != test.want {
			t.Errorf("%q becomes\n%s\nwant\n%s", test.line, got, test.want)
		}
	}
}

// TestExamples runs each example of each command, as the help shows it and a shell reads it, in a repository of its own with
// a policy, an exception and a violation (testdata/examples.txtar). Days in it are as of the day that the repository names.
func TestExamples(t *testing.T) {
	for _, program := range []string{"git", "sh"} {
		if _, err := exec.LookPath(program); err != nil {
			skipUnlessCI(t, err)
		}
	}
	archive, err := txtar.ParseFile("testdata/examples.txtar")
	if err != nil {
		t.Fatal(err)
	}
	tools, self := t.TempDir(), executable(t)
	if err := os.Symlink(self, filepath.Join(tools, "techcheck")); err != nil {
		t.Fatal(err)
	}
	env := []string{
		"PATH=" + tools + string(os.PathListSeparator) + os.Getenv("PATH"), "HOME=" + t.TempDir(), "TECHCHECK_CACHE_DIR=" + t.TempDir(),
		"GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@example.com", "GIT_COMMITTER_NAME=Ada", "GIT_COMMITTER_EMAIL=ada@example.com",
	}
	eachCommand(t, func(t *testing.T, cmd *cobra.Command) {
		var help bytes.Buffer
		cmd.SetOut(&help)
		writeHelp(cmd, nil)
		_, shown, _ := strings.Cut(help.String(), "\nExamples:\n")
		shown, _, _ = strings.Cut(shown, "\n\n")
		for line := range strings.SplitSeq(strings.ReplaceAll(shown, "\\\n", ""), "\n") {
			if strings.TrimSpace(line) == "" {
				continue
			}
			t.Run(strings.TrimSpace(line), func(t *testing.T) {
				shell := exec.Command("sh", "-c", shifted(line))
				shell.Dir, shell.Env = exampleRepository(t, archive, env), env
				out, err := shell.CombinedOutput()
				if status := shell.ProcessState.ExitCode(); status != 0 && status != 1 {
					t.Errorf("%v\n%s", err, out)
				}
			})
		}
	})
}

// exampleRepository writes and commits the repository, with what lies beside it. Its remote's branch is what is committed.
func exampleRepository(t *testing.T, archive *txtar.Archive, env []string) string {
	t.Helper()
	root := t.TempDir()
	for _, f := range archive.Files {
		if path.Ext(f.Name) == ".txtar" {
			var err error
			if f.Data, err = txtar.Unquote(f.Data); err != nil {
				t.Fatal(err)
			}
		}
		name := filepath.Join(root, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(shifted(string(f.Data))), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	repository := filepath.Join(root, "billing")
	setup := exec.Command("sh", "-e", "-c", `
git init --quiet --initial-branch=main
git add --all
git commit --quiet --message=first
git remote add origin https://git.example.com/acme/billing.git
git update-ref refs/remotes/origin/main HEAD
git symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main
mkdir inventories
techcheck inventory --all --format json=inventories/web.json ../web`)
	setup.Dir, setup.Env = repository, env
	if out, err := setup.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return repository
}

var day = regexp.MustCompile(`\b20[0-9]{2}-[0-9]{2}-[0-9]{2}\b`)

// shifted moves days so that they are as far from today as they were from the day on which the examples were written: what is
// to lapse in half a year must not have lapsed when the test runs.
func shifted(text string) string {
	written := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	days := int(time.Since(written).Hours() / 24)
	return day.ReplaceAllStringFunc(text, func(s string) string {
		parsed, err := time.Parse(time.DateOnly, s)
		if err != nil {
			return s
		}
		return parsed.AddDate(0, 0, days).Format(time.DateOnly)
	})
}

func executable(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return self
}

// skipUnlessCI ends a test that needs what this machine does not have; continuous integration must have it (.ci/run).
func skipUnlessCI(t *testing.T, reason error) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

// TestMistypedFlag holds that a mistake in a flag is answered with what was meant.
func TestMistypedFlag(t *testing.T) {
	for _, test := range []struct{ args, want string }{
		{"scan --polcy policy", "techcheck: unknown flag: --polcy: did you mean --policy?\n"},
		{"scan --stage", "techcheck: unknown flag: --stage: did you mean --staged?\n"},
		{"scan --quite-another", "techcheck: unknown flag: --quite-another\n"},
		{"help scna", `techcheck: unknown command "scna" for "techcheck": did you mean scan?` + "\n"},
		{"help policy tset", `techcheck: unknown command "tset" for "techcheck policy": did you mean test?` + "\n"},
		{"completion bsh", "techcheck: name one shell: bash, zsh, fish, powershell (did you mean bash?)\n"},
		{"completion", "techcheck: name one shell: bash, zsh, fish, powershell\n"},
	} {
		var out, errs bytes.Buffer
		status := Main(t.Context(), strings.Fields(test.args), Streams{In: strings.NewReader(""), Out: &out, Err: &errs})
		said, _, _ := strings.Cut(errs.String(), "Run '")
		if status != 2 || out.Len() > 0 || said != test.want {
			t.Errorf("%s: exit %d, %s%s", test.args, status, &out, cmp.Or(said, "nothing is said"))
		}
	}
}
