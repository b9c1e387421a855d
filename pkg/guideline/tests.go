package guideline

import (
	"io/fs"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// regoTests are the places of Rego tests. Those of lib/techcheck test the binary's own modules.
var regoTests = []string{"guidelines/*/*_test.rego", "lib/**/*_test.rego"}

// Tests reads the Rego tests of the policy in fsys, sorted by path, and reports those that cannot be read. Read passes
// over them: a scan has no use for tests.
func Tests(fsys fs.FS) ([]Module, []inventory.Problem) {
	var found Files
	for _, glob := range regoTests {
		// The pattern is known to be sound, and Read reports folders that cannot be read.
		paths, _ := doublestar.Glob(fsys, glob, doublestar.WithFilesOnly())
		for _, path := range paths {
			if strings.Contains("/"+path, "/.") {
				continue // hidden
			}
			found.open(fsys, path)
		}
	}
	var tests []Module
	for _, f := range found.files {
		tests = append(tests, Module{f.path, string(f.text)})
	}
	return tests, found.problems
}
