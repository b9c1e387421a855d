package policytest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// want is the file of a case that holds what is expected: a line for each finding, in any order.
const want = "want"

// conditions are what a case says of the run in its comment, in lines such as "as_of: 2026-11-22".
type conditions struct {
	asOf       guideline.Date
	repository string
	introduced bool // every component is new
}

// condition is a line of a comment that is not prose.
var condition = regexp.MustCompile(`^([a-z_]+):\s*(.*)$`)

func readConditions(comment string, today guideline.Date) (conditions, error) {
	in := conditions{asOf: today}
	for line := range strings.Lines(comment) {
		parts := condition.FindStringSubmatch(strings.TrimSpace(line))
		if parts == nil {
			continue
		}
		switch name, value := parts[1], parts[2]; name {
		case "as_of":
			if in.asOf = guideline.Date(value); !in.asOf.Valid() {
				return in, fmt.Errorf("as_of: %q is not a day: write YYYY-MM-DD", value)
			}
		case "repository":
			in.repository = value
		case "introduced":
			if in.introduced = value == "true"; !in.introduced && value != "false" {
				return in, fmt.Errorf("introduced: %q is not true or false: write one of them", value)
			}
		default:
			return in, fmt.Errorf("%q is not a condition%s", name, guideline.Instead(name, []string{"as_of", "repository", "introduced"}))
		}
	}
	return in, nil
}

// expected gives the findings that a case expects, and whether it says so at all.
func expected(archive *txtar.Archive) (lines []string, stands bool) {
	i := slices.IndexFunc(archive.Files, isWant)
	if i < 0 {
		return nil, false
	}
	for line := range strings.Lines(string(archive.Files[i].Data)) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines, true
}

func isWant(f txtar.File) bool { return f.Name == want }

// expect gives the archive with these findings as what it expects, at its end.
func expect(archive *txtar.Archive, findings []string) []byte {
	var text strings.Builder
	for _, line := range findings {
		text.WriteString(line + "\n")
	}
	files := slices.DeleteFunc(slices.Clone(archive.Files), isWant)
	files = append(files, txtar.File{Name: want, Data: []byte(text.String())})
	return txtar.Format(&txtar.Archive{Comment: archive.Comment, Files: files})
}

// compare gives the lines that are only expected, after a minus, and those that are only found, after a plus.
func compare(expected, found []string) []string {
	var differences []string
	rest := slices.Clone(found)
	for _, line := range expected {
		if i := slices.Index(rest, line); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
			continue
		}
		differences = append(differences, "- "+line)
	}
	for _, line := range rest {
		differences = append(differences, "+ "+line)
	}
	return differences
}
