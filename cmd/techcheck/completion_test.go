package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// ask completes the words of a command line, the last of which is $1, in a real shell, and prints what it offers.
var ask = map[string]string{
	"bash": `source /usr/share/bash-completion/bash_completion
source <(techcheck completion bash)
COMP_LINE="$1" COMP_POINT=${#1} COMP_TYPE=9
read -ra COMP_WORDS <<<"$1"
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
complete -p techcheck >/dev/null
compopt() { :; } # which only works while the user types
__start_techcheck
printf '%s\n' "${COMPREPLY[@]}"`,
	"fish": `techcheck completion fish | source
complete -C "$argv[1]"`,
	"zsh": `autoload -U compinit && compinit -D -u
source <(techcheck completion zsh)
[[ $_comps[techcheck] == _techcheck ]] || exit 1
compadd() { :; }
_describe() { print -l -- ${(P)2}; } # what would be shown
words=(${=1}) CURRENT=${#words}
_techcheck`,
}

// description is what a shell shows beside a value.
var description = regexp.MustCompile(`[\t:].*| +\(.*`)

// TestShells completes in the shells themselves, in a repository with a policy.
func TestShells(t *testing.T) {
	tools, repository := t.TempDir(), t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(tools, "techcheck")); err != nil { // TestMain runs it by its name
		t.Fatal(err)
	}
	policy, err := filepath.Abs("../../testdata/demo/policy")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(repository, ".techcheck.toml"), "policy = '"+policy+"'\n")
	for shell, script := range ask {
		t.Run(shell, func(t *testing.T) {
			requireShell(t, shell)
			for typed, want := range map[string]string{
				"techcheck inv":                           "inventory",
				"techcheck explain datastores/m":          "datastores/mongodb",
				"techcheck decision show D":               "D-0007",
				"techcheck scan --fail-on w":              "warning",
				"techcheck policy new guideline --sta":    "--status",
				"techcheck policy new guideline --rego x": "",
			} {
				args := []string{"-c", script, shell, typed}
				if shell == "fish" {
					args = []string{"--no-config", "-c", script, typed}
				}
				run := exec.Command(shell, args...)
				run.Dir = repository
				run.Env = []string{"PATH=" + tools + string(os.PathListSeparator) + os.Getenv("PATH"), "HOME=" + t.TempDir(), "TERM=dumb"}
				out, err := run.Output() // zsh ends with 1 where there is nothing to offer
				offered, _, _ := strings.Cut(string(out), "\n")
				offered = strings.TrimSpace(description.ReplaceAllString(offered, ""))
				if offered != want {
					t.Errorf("%s completes to %q, want %q (%v)", typed, out, want, err)
				}
			}
		})
	}
}

func requireShell(t *testing.T, shell string) {
	t.Helper()
	_, err := exec.LookPath(shell)
	if shell == "bash" && err == nil {
		_, err = os.Stat("/usr/share/bash-completion/bash_completion")
	}
	if err == nil {
		return
	}
	if os.Getenv("CI") != "" {
		t.Fatal(err)
	}
	t.Skip(err)
}
