package report

import (
	"fmt"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// annotations is how many annotations of a kind GitHub shows of a step; it drops the others without a word.
const annotations = 10

// annotation is what GitHub shows beside a line of a pull request.
type annotation struct {
	kind    string // error, warning or notice
	title   string
	lines   func() []string    // the message; of most annotations of a large result nobody asks for it
	at      inventory.Location // the path "" is none
	excerpt string
}

// annotate writes annotations as workflow commands (docs.github.com, "Workflow commands for GitHub Actions"), as many of a
// kind as are shown, and says how many others there are.
func (p *printer) annotate(all []annotation) {
	written, left := map[string]int{}, 0
	for i := range all {
		if written[all[i].kind] == annotations {
			left++
			continue
		}
		written[all[i].kind]++
		p.command(&all[i])
	}
	if left > 0 {
		p.line("%v more without an annotation, as GitHub shows %v of a kind: --format text tells all", left, annotations)
	}
}

// saying is a message of one line.
func saying(line string) func() []string { return func() []string { return []string{line} } }

func (p *printer) command(a *annotation) {
	properties := "title=" + inProperty(a.title)
	if a.at.Path != "" {
		properties += ",file=" + inProperty(a.at.Path)
	}
	if a.at.Line > 0 {
		r := region(a.at, a.excerpt)
		properties += fmt.Sprintf(",line=%d,endLine=%d,col=%d,endColumn=%d", r.line, r.line, r.column, r.endColumn)
	}
	lines := a.lines()
	for i := range lines {
		lines[i] = inMessage(lines[i])
	}
	// The writer keeps the error for Flush.
	_, _ = fmt.Fprintf(p, "::%s %s::%s\n", a.kind, properties, strings.Join(lines, "%0A"))
}

// inMessage escapes the message of a workflow command.
func inMessage(s string) string {
	return ciCommand.ReplaceAllString(strings.ReplaceAll(string(harmless(s)), "%", "%25"), `#%23$1`)
}

// inProperty escapes the value of a property.
func inProperty(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(inMessage(s))
}
