package main

import (
	"errors"
	"os/exec"
	"regexp"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// attempts is "attempts REPOSITORY FILE GOOD TABLE": each row of the table changes the good exception, commits it as FILE of
// the repository, and must not get a green scan out of it. A row is WHAT | CHANGES | STATUS | SAID: changes are lines of TOML
// separated by ;, each in place of the line with the same key (-KEY leaves one out), and SAID is a regular expression for
// what the scan says. The good exception itself must be green, or no row would prove anything.
func attempts(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: attempts REPOSITORY FILE GOOD TABLE")
	}
	repository, file, good := args[0], args[1], ts.ReadFile(args[2])
	if status, said := scanWith(ts, repository, file, good); status != 0 {
		ts.Fatalf("the good exception is not green:\n%s", said)
	}
	rows := 0
	for line := range strings.Lines(ts.ReadFile(args[3])) {
		cells := strings.Split(line, " | ")
		if len(cells) != 4 {
			ts.Fatalf("a row is WHAT | CHANGES | STATUS | SAID: %s", line)
		}
		what, wanted, pattern := strings.TrimSpace(cells[0]), strings.TrimSpace(cells[2]), strings.TrimSpace(cells[3])
		status, said := scanWith(ts, repository, file, changed(good, strings.TrimSpace(cells[1])))
		if status == 0 {
			ts.Fatalf("%s: this exception got a green scan:\n%s", what, said)
		}
		if string(rune('0'+status)) != wanted || !regexp.MustCompile(pattern).MatchString(said) {
			ts.Fatalf("%s: exit %d, want %s with %s:\n%s", what, status, wanted, pattern, said)
		}
		rows++
	}
	ts.Logf("%d attempts, none is green", rows)
}

// scanWith commits the exception and scans, by the policy beside the repository.
func scanWith(ts *testscript.TestScript, repository, file, text string) (status int, said string) {
	dir := ts.MkAbs(repository)
	path := ts.MkAbs(repository + "/" + file)
	ts.Check(writeFile(path, text))
	ts.Check(ts.Exec("git", "-C", dir, "add", "--all"))
	ts.Check(ts.Exec("git", "-C", dir, "commit", "-q", "--allow-empty", "-m", "attempt"))
	var exit *exec.ExitError
	if err := ts.Exec("techcheck", "scan", "--policy", "policy", "--as-of", "2026-11-25", repository); errors.As(err, &exit) {
		status = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	return status, ts.ReadFile("stdout") + ts.ReadFile("stderr")
}

// changed puts lines of TOML in place of those with the same key.
func changed(good, changes string) string {
	lines := strings.Split(strings.TrimSuffix(good, "\n"), "\n")
	for change := range strings.SplitSeq(changes, ";") {
		change = unescape.Replace(strings.TrimSpace(change))
		key, _, assigned := strings.Cut(change, "=")
		key = strings.TrimPrefix(strings.TrimSpace(key), "-")
		lines = slices.DeleteFunc(lines, func(line string) bool {
			name, _, _ := strings.Cut(line, "=")
			return strings.TrimSpace(name) == key
		})
		if assigned || !strings.HasPrefix(change, "-") {
			lines = append(lines, change)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// unescape gives a row the bytes that a table cannot hold.
var unescape = strings.NewReplacer(`\n`, "\n", `\r`, "\r", `\0`, "\x00", `\u202e`, "\u202e")
