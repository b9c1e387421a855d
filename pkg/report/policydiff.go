package report

import (
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/policydiff"
	"github.com/dna-group/techcheck/pkg/scan"
)

// PolicyDiff is what the formats of a comparison of policies write.
type PolicyDiff struct {
	Old, New     *guideline.Policy
	AsOf         guideline.Date
	Changes      []policydiff.Change
	Repositories []policydiff.Impact
	Show         int // text only: so many lines a repository; below 0: all
}

// Exit is a comparison's exit status: NeedsReview if something turns red.
func (d *PolicyDiff) Exit() scan.Exit {
	exit := scan.Clean
	for i := range d.Repositories {
		if len(d.Repositories[i].Problems) > 0 {
			return scan.Undecided
		}
		if d.Repositories[i].Count(policydiff.Red) > 0 {
			exit = scan.NeedsReview
		}
	}
	return exit
}

// PolicyDiffFormats lists the formats of a comparison of policies. The first is the default.
var PolicyDiffFormats = []*FormatOf[PolicyDiff]{
	{Name: "text", Doc: "for people: what changed, a line each, and what turns red or green", Write: writePolicyDiffText},
	{Name: "json", Doc: "for programs: everything (schema techcheck/policydiff/v1)", Write: writePolicyDiffJSON},
}
