package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// ProblemGitHub is text and, below it, workflow commands that show problems in a pull request.
var ProblemGitHub = &FormatOf[Verification]{
	Name:  "github",
	Doc:   "for GitHub Actions: text, and annotations of the first ten problems",
	Write: writeProblemGitHub,
}

// annotations is how many annotations of a kind GitHub shows of a step; it drops the others without a word.
const annotations = 10

func writeProblemGitHub(w io.Writer, v Verification, o Options) error {
	if err := writeProblemText(w, v, o); err != nil {
		return err
	}
	p := newPrinter(w, Options{})
	for i, problem := range v.Problems {
		if i == annotations {
			p.line("%v more without an annotation, above", len(v.Problems)-annotations)
			break
		}
		p.command("error", &problem)
	}
	return p.Flush()
}

// command writes a workflow command (docs.github.com, "Workflow commands for GitHub Actions").
func (p *printer) command(level string, about *inventory.Problem) {
	properties := "title=" + inProperty("techcheck policy")
	if about.Path != "" {
		properties += ",file=" + inProperty(about.Path)
	}
	if about.Line > 0 {
		properties += fmt.Sprintf(",line=%d,col=%d", about.Line, max(about.Column, 1))
	}
	// The writer keeps the error for Flush.
	_, _ = fmt.Fprintf(p, "::%s %s::%s\n", level, properties, inMessage(about.Message))
}

// inMessage escapes the message of a workflow command.
func inMessage(s string) string {
	return ciCommand.ReplaceAllString(strings.ReplaceAll(string(harmless(s)), "%", "%25"), `#%23$1`)
}

// inProperty escapes the value of a property.
func inProperty(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(inMessage(s))
}
