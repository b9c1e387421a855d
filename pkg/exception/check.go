package exception

import (
	"fmt"
	"slices"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Check reads one file as Load does. With any problem there is no exception.
func Check(f File, rules Rules) (*Exception, []inventory.Problem) { return parse(&f, &rules) }

// Audit says everything that is wrong with the files of a repository's folder or of a register. To what a scan says it adds
// guidelines that the policy does not have, which there only make an exception useless.
func Audit(files []File, approvers []byte, rules Rules) []inventory.Problem {
	from := &Sources{Present: files, Approvers: approvers}
	if rules.Policy.Settings.Exceptions.Trust == "register" {
		from = &Sources{Register: files}
	}
	problems := slices.Clone(Load(from, rules).Problems)
	for i := range problems {
		problems[i].Tolerated = false
	}
	for i := range files {
		if e, _ := parse(&files[i], &rules); e != nil && rules.Policy.Guideline(e.Guideline) == nil {
			problems = append(problems, unknownGuideline(&files[i], e, rules.Policy))
		}
	}
	slices.SortFunc(problems, inventory.CompareProblems)
	return problems
}

func unknownGuideline(f *File, e *Exception, p *guideline.Policy) inventory.Problem {
	wrong := inventory.Problem{Path: f.Path, Message: fmt.Sprintf("the policy has no guideline %s%s", e.Guideline, suggestion(e.Guideline, p.GuidelineIDs()))}
	if root, err := toml.Parse(f.Data); err == nil {
		wrong.Line, wrong.Column = inventory.NewLines(f.Data).Position(root.Get("guideline").Span.Start)
	}
	return wrong
}
