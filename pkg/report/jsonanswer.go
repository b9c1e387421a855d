package report

import (
	"io"

	"github.com/dna-group/techcheck/pkg/advice"
	"github.com/dna-group/techcheck/pkg/guideline"
)

// AnswerJSON is for programs: schema techcheck/answer/v1.
var AnswerJSON = &FormatOf[Answers]{
	Name:  "json",
	Doc:   "for programs: everything (schema techcheck/answer/v1)",
	Write: writeAnswerJSON,
}

type wireAnswers struct {
	Schema     string          `json:"schema"`
	Tool       Tool            `json:"tool"`
	Policy     wirePolicy      `json:"policy"`
	Repository string          `json:"repository"`
	AsOf       string          `json:"as_of"`
	Exit       int             `json:"exit"`
	Answers    []wireAnswer    `json:"answers"`
	Guidelines []wireGuideline `json:"guidelines"`
	Problems   []wireProblem   `json:"problems"`
}

type wireAnswer struct {
	Asked        string          `json:"asked"`
	Kind         string          `json:"kind"`
	ID           string          `json:"id"`
	Name         string          `json:"name"`
	Version      string          `json:"version"`
	Technologies []string        `json:"technologies"`
	Verdict      string          `json:"verdict"`
	Fails        bool            `json:"fails"`
	Statements   []wireStatement `json:"statements"`
	Proposals    []wireProposal  `json:"proposals"`
	Ask          []wireOwner     `json:"ask"`
	Choices      []wireChoice    `json:"choices"`
	Suggestions  []string        `json:"suggestions"`
}

type wireStatement struct {
	Guideline string   `json:"guideline"`
	Verdict   string   `json:"verdict"`
	Part      string   `json:"part"`
	Message   string   `json:"message"`
	Notes     []string `json:"notes"`
	Fails     bool     `json:"fails"`
}

type wireProposal struct {
	wireDecision
	Forum string `json:"forum"`
}

type wireChoice struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Verdict string `json:"verdict"`
	Default bool   `json:"default"`
}

func writeAnswerJSON(w io.Writer, a Answers, o Options) error {
	return writeJSON(w, wireAnswers{
		Schema:     "techcheck/answer/v1",
		Tool:       o.Tool,
		Policy:     wirePolicy{a.Policy.Settings.Name, a.Policy.Revision},
		Repository: a.Repository,
		AsOf:       string(a.AsOf),
		Exit:       a.Exit(),
		Answers:    list(a.Answers, func(answer *advice.Answer) wireAnswer { return toAnswer(a.Policy, answer) }),
		Guidelines: list(a.Guidelines(), func(g **guideline.Guideline) wireGuideline { return toGuideline(a.Policy, *g) }),
		Problems:   list(a.Problems, toProblem),
	})
}

func toAnswer(p *guideline.Policy, a *advice.Answer) wireAnswer {
	return wireAnswer{
		Asked: a.Asked, Kind: string(a.Kind), ID: a.ID, Name: a.Name, Version: a.Version, Technologies: strs(a.Technologies),
		Verdict: string(a.Verdict), Fails: a.Fails,
		Statements: list(a.Statements, func(s *advice.Statement) wireStatement {
			return wireStatement{s.Guideline.ID, string(s.Verdict), s.Part, s.Message, strs(s.Notes), s.Fails}
		}),
		Proposals: list(a.Proposals, func(d **guideline.Decision) wireProposal {
			return wireProposal{wireDecision{(*d).ID, (*d).Title, string((*d).Status), string((*d).Date)}, (*d).Forum}
		}),
		Ask: list(a.Ask, func(o *guideline.Owner) wireOwner { return wireOwner(*o) }),
		Choices: list(a.Choices, func(c *advice.Choice) wireChoice {
			return wireChoice{c.Technology, p.TechnologyName(c.Technology), string(c.Verdict), c.Default}
		}),
		Suggestions: strs(a.Suggestions),
	}
}
