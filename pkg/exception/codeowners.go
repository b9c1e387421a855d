package exception

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/hmarr/codeowners"
)

// CodeownersPaths lists where a CODEOWNERS file may stand; the first one that is there counts, as on GitHub.
var CodeownersPaths = []string{".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"}

// parseCodeowners reads a CODEOWNERS file; nil is one that is not there. What GitHub may read otherwise is an error, as an approval has
// to be proved: it follows no symbolic links, and trims only blanks.
func parseCodeowners(file *File) (codeowners.Ruleset, error) {
	if file == nil {
		return nil, nil
	}
	if file.Wrong != "" {
		return nil, fmt.Errorf("%s: %s", file.Path, file.Wrong)
	}
	number := 0
	for line := range bytes.Lines(file.Data) {
		number++
		if len(line) >= bufio.MaxScanTokenSize { // at which the parser would end without a word
			return nil, fmt.Errorf("%s:%d: the line is too long: break it", file.Path, number)
		}
		if text := string(line); strings.TrimSpace(text) != strings.Trim(text, " \t\r\n") {
			return nil, fmt.Errorf("%s:%d: there are blanks in it that are none to GitHub: write spaces", file.Path, number)
		}
	}
	rules, err := codeowners.ParseFile(bytes.NewReader(file.Data))
	if err != nil {
		err = fmt.Errorf("%s: %w: correct it", file.Path, err)
	}
	return rules, err
}

// ownsPath tells whether rules give a path to an owner: @acme/data-platform, or an address.
func ownsPath(rules codeowners.Ruleset, path, owner string) bool {
	rule, err := rules.Match(path)
	if err != nil || rule == nil {
		return false
	}
	return slices.ContainsFunc(rule.Owners, func(o codeowners.Owner) bool { return same(o.String(), owner) })
}
