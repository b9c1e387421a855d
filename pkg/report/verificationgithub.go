package report

import "io"

// ProblemGitHub is workflow commands that show problems in a pull request.
var ProblemGitHub = &FormatOf[Verification]{
	Name:  "github",
	Doc:   "for GitHub Actions: annotations of the first ten problems, beside text",
	Lines: true,
	Write: writeProblemGitHub,
}

func writeProblemGitHub(w io.Writer, v Verification, o Options) error {
	all := make([]annotation, len(v.Problems))
	for i := range v.Problems {
		problem := &v.Problems[i]
		all[i] = annotation{kind: "error", title: "techcheck policy", lines: saying(problem.Message), at: placed(problem)}
	}
	p := newPrinter(w, Options{})
	p.annotate(all)
	return p.Flush()
}
