package gradlebuild

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
)

// rootFolder and ownFolder are how a script writes the folder of the build and its own.
var (
	rootFolder = lazyregexp.New(`^\$\{?(?:project\.)?(?:rootDir|rootProject\.projectDir|rootProject\.rootDir)\}?/`)
	ownFolder  = lazyregexp.New(`^\$\{?(?:project\.)?projectDir\}?/`)
)

// Applied are the paths of the scripts that the script applies, from the root of the repository; root is the folder of the
// build.
func (m *Model) Applied(root string) []string {
	var all []string
	for _, c := range m.calls {
		from := c.Option("from")
		if !c.Is("apply") || from == nil {
			continue
		}
		for _, t := range from { // also in file("x") and rootProject.file("x")
			if t.Kind != lex.String {
				continue
			}
			folder, text := path.Dir(m.Path), t.Text
			if prefix := rootFolder.FindString(text); prefix != "" {
				folder, text = root, text[len(prefix):]
			} else if from[0].Is("rootProject") {
				folder = root
			} else {
				text = strings.TrimPrefix(text, ownFolder.FindString(text))
			}
			if at := path.Join(folder, text); !strings.HasPrefix(at, "../") && !strings.Contains(text, "$") && !strings.Contains(text, "://") {
				all = append(all, at)
			}
		}
	}
	return all
}
