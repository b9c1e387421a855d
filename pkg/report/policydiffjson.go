package report

import (
	_ "embed" // the schema
	"io"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/policydiff"
)

// PolicyDiffSchema is the JSON Schema of what PolicyDiffJSON writes.
//
//go:embed schema/policydiff.v1.json
var PolicyDiffSchema string

type wirePolicyDiff struct {
	Schema       string       `json:"schema"`
	Tool         Tool         `json:"tool"`
	Old          wirePolicy   `json:"old"`
	New          wirePolicy   `json:"new"`
	AsOf         string       `json:"as_of"`
	Exit         int          `json:"exit"`
	Changes      []wireChange `json:"changes"`
	Repositories []wireImpact `json:"repositories"`
}

type wireChange struct {
	Group   string `json:"group"`
	Kind    string `json:"kind"`
	ID      string `json:"id"`
	Message string `json:"message"`
}

type wireImpact struct {
	Repository string        `json:"repository"`
	Source     string        `json:"source"`
	Summary    wireEffects   `json:"summary"`
	Shifts     []wireShift   `json:"shifts"`
	Problems   []wireProblem `json:"problems"`
}

type wireEffects struct {
	Red   int `json:"red"`
	Green int `json:"green"`
	Level int `json:"level"`
}

type wireShift struct {
	Effect     string         `json:"effect"`
	PURL       string         `json:"purl"`
	Name       string         `json:"name"`
	Technology string         `json:"technology"`
	Location   wireLocation   `json:"location"`
	Old        *wireJudgement `json:"old"`
	New        *wireJudgement `json:"new"`
}

// wireJudgement is a finding without the use that it is about.
type wireJudgement struct {
	ID        string   `json:"id"`
	Guideline string   `json:"guideline"`
	Level     string   `json:"level"`
	Fails     bool     `json:"fails"`
	Message   string   `json:"message"`
	Notes     []string `json:"notes"`
}

func writePolicyDiffJSON(w io.Writer, d PolicyDiff, o Options) error {
	policy := func(p *guideline.Policy) wirePolicy { return wirePolicy{p.Settings.Name, p.Revision} }
	return writeJSON(w, wirePolicyDiff{
		Schema: "techcheck/policydiff/v1", Tool: o.Tool, Old: policy(d.Old), New: policy(d.New),
		AsOf: string(d.AsOf), Exit: int(d.Exit()),
		Changes: list(d.Changes, func(c *policydiff.Change) wireChange {
			return wireChange{string(c.Group), string(c.Kind), c.ID, c.Message}
		}),
		Repositories: list(d.Repositories, toImpact),
	})
}

func toImpact(i *policydiff.Impact) wireImpact {
	return wireImpact{
		Repository: i.Repository, Source: i.Source,
		Summary: wireEffects{i.Count(policydiff.Red), i.Count(policydiff.Green), i.Count(policydiff.Level)},
		Shifts:  list(i.Shifts, toShift), Problems: list(i.Problems, toProblem),
	}
}

func toShift(s *policydiff.Shift) wireShift {
	f := s.Shown()
	w := wireShift{
		Effect: string(s.Effect), Technology: f.Technology, Location: wireLocation(f.Location),
		Old: toJudgement(s.Old), New: toJudgement(s.New),
	}
	if f.Component != nil {
		w.PURL, w.Name = f.Component.PURL, f.Component.Name
	}
	return w
}

func toJudgement(f *finding.Finding) *wireJudgement {
	if f == nil {
		return nil
	}
	return &wireJudgement{f.ID, f.Guideline, string(f.Level), f.Fails, f.Message, strs(f.Notes)}
}
