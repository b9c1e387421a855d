package report

import "io"

// ProblemJSON is for programs: schema techcheck/problems/v1.
var ProblemJSON = &FormatOf[Verification]{
	Name:  "json",
	Doc:   "for programs: every problem (schema techcheck/problems/v1)",
	Write: writeProblemJSON,
}

type wireVerification struct {
	Schema         string        `json:"schema"`
	Tool           Tool          `json:"tool"`
	Policy         wirePolicy    `json:"policy"`
	OverdueReviews int           `json:"overdue_reviews"`
	Problems       []wireProblem `json:"problems"`
}

func writeProblemJSON(w io.Writer, v Verification, o Options) error {
	return writeJSON(w, wireVerification{
		Schema:         "techcheck/problems/v1",
		Tool:           o.Tool,
		Policy:         wirePolicy{v.Policy.Settings.Name, v.Policy.Revision},
		OverdueReviews: v.OverdueReviews,
		Problems:       list(v.Problems, toProblem),
	})
}
