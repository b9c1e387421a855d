package exception

import (
	"bytes"
	"slices"

	"github.com/hmarr/codeowners"
)

// CodeownersPaths lists where a CODEOWNERS file may stand; the first one that is there counts, as on GitHub.
var CodeownersPaths = []string{".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"}

// ownsPath tells whether a CODEOWNERS file gives a path to an owner: @acme/data-platform, or an address. A file that is not
// there, or that does not parse, gives nothing to anybody.
func ownsPath(file []byte, path, owner string) bool {
	rules, err := codeowners.ParseFile(bytes.NewReader(file))
	if err != nil {
		return false
	}
	rule, err := rules.Match(path)
	if err != nil || rule == nil {
		return false
	}
	return slices.ContainsFunc(rule.Owners, func(o codeowners.Owner) bool { return same(o.String(), owner) })
}
