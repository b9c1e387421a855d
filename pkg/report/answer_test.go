package report_test

import (
	"io"

	"github.com/dna-group/techcheck/pkg/advice"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/report"
)

// answerSchemas are the schemas of answers and explanations, by the first part of a golden file's name.
var answerSchemas = map[string]string{"answer": report.AnswerSchema, "explanation": report.ExplanationSchema}

// answerReports calls run with every case of answers and explanations in every format.
func answerReports(run func(golden string, write func(io.Writer, report.Options) error)) {
	for name, a := range map[string]report.Answers{
		"rich":    {Advice: richAdvice(), Policy: acme(), Repository: "acme/billing", AsOf: "2026-11-22"},
		"nothing": {Advice: &advice.Advice{}, Policy: acme(), AsOf: "2026-11-22"},
		"hostile": {Advice: hostileAdvice(), Policy: hostilePolicy(), Repository: hostile, AsOf: "2026-11-22"},
	} {
		eachFormat(run, "answer-"+name, report.AnswerFormats, a)
	}
	for name, x := range map[string][]advice.Explanation{
		"rich": {
			{
				Kind: "technology", ID: "mongodb", Title: "MongoDB is a technology of the category datastore",
				Sentences: []string{"No guideline judges it."}, Links: []guideline.Link{{Name: "home", URL: "https://www.mongodb.com"}},
				Recognised: []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"}, Places: []string{"go.mod:14"},
			},
			{Kind: "guideline", ID: "datastores/mongodb", Title: "MongoDB is disallowed.", Sentences: []string{"One.", "Two."}},
		},
		"nothing": nil,
		"hostile": {{
			Kind: "finding", ID: hostile, Title: hostile, Sentences: []string{hostile}, Recognised: []string{hostile},
			Links: []guideline.Link{{Name: hostile, URL: hostile}}, Places: []string{hostile},
		}},
	} {
		eachFormat(run, "explanation-"+name, report.ExplanationFormats, x)
	}
}

// richAdvice has an answer of every verdict.
func richAdvice() *advice.Advice {
	data := guideline.Owner{ID: "data-platform", Name: "Data platform", Contact: "#data-platform"}
	mongodb, category := acme().Guideline("datastores/mongodb"), acme().Guideline("categories/datastore")
	judged := func(status guideline.Status, until guideline.Date) *guideline.Guideline {
		g := *mongodb
		g.ID, g.Status, g.Until = "datastores/"+string(status), status, until
		return &g
	}
	trial := judged(guideline.Trial, "")
	trial.Pilots = []string{"acme/shop"}
	proposed := &guideline.Decision{ID: "D-0010", Title: "Do we want Redis?", Status: guideline.Proposed, Date: "2026-10-01", Forum: "#architecture"}
	answer := func(name string, v advice.Verdict, fails bool, statements ...advice.Statement) advice.Answer {
		return advice.Answer{
			Asked: name, Kind: advice.Technology, ID: name, Name: name, Verdict: v, Fails: fails, Statements: statements,
			Ask: []guideline.Owner{data},
		}
	}
	component := answer("mongoose", advice.Undecided, false)
	component.Kind, component.ID, component.Version, component.Technologies = advice.Component, "pkg:npm/mongoose@8.0.0", "8.0.0", []string{"mongodb"}
	deciding := answer("redis", advice.Proposed, false)
	deciding.Proposals = []*guideline.Decision{proposed}
	datastore := answer("datastore", advice.Approved, false, advice.Statement{Guideline: category, Verdict: advice.Approved})
	datastore.Kind = advice.Category
	datastore.Choices = []advice.Choice{
		{Technology: "postgresql", Verdict: advice.Approved, Default: true}, {Technology: "cassandra", Verdict: advice.Hold},
		{Technology: "mongodb", Verdict: advice.Disallowed},
	}
	return &advice.Advice{
		Answers: []advice.Answer{
			answer("MongoDB", advice.Disallowed, true, advice.Statement{Guideline: mongodb, Verdict: advice.Disallowed, Fails: true}),
			answer("MySQL", advice.Hold, true, advice.Statement{Guideline: judged(guideline.Hold, "2027-12-31"), Verdict: advice.Hold, Fails: true}),
			answer("Neo4j", advice.Trial, true, advice.Statement{Guideline: trial, Verdict: advice.Trial, Fails: true}),
			answer("PostgreSQL", advice.Approved, false,
				advice.Statement{Guideline: judged(guideline.Approved, "2027-11-11"), Verdict: advice.Approved, Part: "versions >=15 of images"},
				advice.Statement{Guideline: judged(guideline.Hold, "2027-12-31"), Verdict: advice.Hold, Part: "versions <15 of images"}),
			answer("Jest", advice.Undecided, false, advice.Statement{
				Guideline: acme().Guideline("containers/pinned"), Verdict: advice.Undecided, Message: "it is for tests",
			}),
			answer("nobody/image", advice.Undecided, true, advice.Statement{
				Guideline: acme().Guideline("unlisted/image"), Verdict: advice.Undecided, Message: "nobody/image is not a known technology",
				Notes: []string{"this guideline was to be reviewed"}, Fails: true,
			}),
			component, deciding, datastore,
			{Asked: "mogodb", Verdict: advice.Unknown, Suggestions: []string{"mongodb"}},
		},
		Problems: []inventory.Problem{{Message: `the policy knows no "mogodb"`}},
	}
}

func hostileAdvice() *advice.Advice {
	g := hostilePolicy().Guidelines[0]
	statement := advice.Statement{Guideline: &g, Verdict: advice.Disallowed, Part: hostile, Message: hostile, Notes: []string{hostile}, Fails: true}
	rest := statement
	rest.Verdict = advice.Hold
	answer := advice.Answer{
		Asked: hostile, Kind: advice.Component, ID: hostile, Name: hostile, Version: hostile, Technologies: []string{hostile},
		Verdict: advice.Disallowed, Fails: true, Statements: []advice.Statement{statement, rest},
		Proposals: []*guideline.Decision{{ID: hostile, Title: hostile, Status: guideline.Proposed, Date: "2026-10-01", Forum: hostile}},
		Ask:       hostilePolicy().Settings.Owners, Suggestions: []string{hostile},
	}
	category := answer
	category.Kind = advice.Category
	category.Choices = []advice.Choice{{Technology: hostile, Verdict: advice.Hold}, {Technology: hostile, Verdict: advice.Approved, Default: true}}
	return &advice.Advice{Answers: []advice.Answer{answer, category}, Problems: []inventory.Problem{{Message: hostile}}}
}
