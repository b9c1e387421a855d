package report

import (
	"fmt"
	"io"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Verification is what there is to say of a policy folder.
type Verification struct {
	Policy          *guideline.Policy // as far as it could be read
	OwnTechnologies int               // beside those that techcheck ships
	OverdueReviews  int
	Problems        []inventory.Problem // sorted
}

// ProblemFormats lists the formats of a verification. The first is the default.
var ProblemFormats = []*FormatOf[Verification]{ProblemText, ProblemJSON, ProblemSARIF, ProblemGitHub}

// ProblemText is for people.
var ProblemText = &FormatOf[Verification]{
	Name:  "text",
	Doc:   "for people: a line for each problem, and a summary",
	Lines: true,
	Write: writeProblemText,
}

func writeProblemText(w io.Writer, v Verification, o Options) error {
	p := newPrinter(w, o)
	p.problems(v.Problems)
	p.line("%v", v.summary())
	if v.OverdueReviews > 0 {
		p.line("%v: techcheck decision due tells which", overdue(v.OverdueReviews))
	}
	return p.Flush()
}

// summary counts what is wrong, or what is fine.
func (v *Verification) summary() string {
	if len(v.Problems) > 0 {
		files := map[string]bool{}
		for _, problem := range v.Problems {
			files[problem.Path] = true
		}
		return count(len(v.Problems), "problem") + " in " + count(len(files), "file")
	}
	p := v.Policy
	technologies := fmt.Sprintf("%d technologies", len(p.Technologies))
	if v.OwnTechnologies > 0 {
		technologies += fmt.Sprintf(" (%d of its own)", v.OwnTechnologies)
	}
	guidelines := len(p.Guidelines) + len(p.Settings.Categories) + len(p.Settings.Unlisted)
	return p.Settings.Name + ": " +
		joined(", ", count(guidelines, "guideline"), technologies, count(len(p.Decisions), "decision")) + ": nothing is wrong"
}

func overdue(reviews int) string {
	if reviews == 1 {
		return "1 review is overdue"
	}
	return fmt.Sprintf("%d reviews are overdue", reviews)
}
