package report

import (
	"io"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/scan"
)

// GitLab is a Code Quality report (docs.gitlab.com, "Code Quality").
var GitLab = &Format{
	Name:  "gitlab",
	Doc:   "for GitLab: a Code Quality report",
	Write: writeGitLab,
}

type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

func writeGitLab(w io.Writer, r *scan.Result, _ Options) error {
	issues := []gitlabIssue{}
	seen := problemPrints{}
	for _, p := range blocking(r) {
		issues = append(issues, gitlabIssue{
			Description: "techcheck could not decide: " + p.Message, CheckName: undecidedRule.ID,
			Fingerprint: seen.of(&p), Severity: "blocker", Location: gitlabAt(placeOf(&p).Path, p.Line),
		})
	}
	for _, f := range openFindings(r) {
		at := anchor(r, f)
		issues = append(issues, gitlabIssue{
			Description: told(r.Policy, f), CheckName: f.Guideline,
			Fingerprint: f.ID, Severity: gitlabSeverity(f), Location: gitlabAt(at.Path, at.Line),
		})
	}
	for i := range r.Exceptions {
		st := &r.Exceptions[i]
		if text := attention(r.Policy, st); text != "" {
			about := inventory.Problem{Path: st.Path, Message: text}
			issues = append(issues, gitlabIssue{
				Description: "exception " + st.ID + ": " + text, CheckName: "techcheck/exception",
				Fingerprint: seen.of(&about), Severity: "info", Location: gitlabAt(st.Path, 1),
			})
		}
	}
	return writeJSON(w, issues)
}

// gitlabAt is a place: GitLab wants a path and a line in any case.
func gitlabAt(path string, line int) gitlabLocation {
	return gitlabLocation{path, gitlabLines{max(line, 1), max(line, 1)}}
}

func gitlabSeverity(f *finding.Finding) string {
	switch {
	case f.Fails:
		return "critical"
	case f.Level == finding.Error:
		return "major"
	case f.Level == finding.Warning:
		return "minor"
	}
	return "info"
}
