package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/dna-group/techcheck/pkg/advice"
	"github.com/dna-group/techcheck/pkg/guideline"
)

// AnswerText is for people.
var AnswerText = &FormatOf[Answers]{
	Name:  "text",
	Doc:   "for people: what may be used, why, and what instead",
	Write: writeAnswerText,
}

func writeAnswerText(w io.Writer, a Answers, o Options) error {
	p := newPrinter(w, o)
	first := true
	for i := range a.Answers {
		answer := &a.Answers[i]
		if answer.Verdict == advice.Unknown { // a Problem, which is written apart
			continue
		}
		if !first {
			p.line("")
		}
		first = false
		if answer.Kind == advice.Category {
			p.category(a.Policy, answer)
		} else {
			p.answer(a, answer)
		}
		asked := make([]string, len(answer.Ask))
		for i, o := range answer.Ask {
			asked[i] = ask(o)
		}
		p.advice("ask:", strings.Join(asked, "; "))
	}
	return p.Flush()
}

var verdictStyles = map[advice.Verdict]style{
	advice.Approved: bold, advice.Trial: magenta, advice.Proposed: magenta, advice.Undecided: magenta, advice.Hold: red, advice.Disallowed: red,
}

// verdictWords say a verdict of a part, or of one of several technologies.
var verdictWords = map[advice.Verdict]string{
	advice.Approved: "approved", advice.Trial: "in trial", advice.Proposed: "being decided", advice.Undecided: "undecided",
	advice.Hold: "on hold", advice.Disallowed: "ruled out",
}

func (p *printer) answer(a Answers, answer *advice.Answer) {
	rest := answer.Statements
	var head *advice.Statement
	if len(rest) > 0 && rest[0].Decides(answer.Verdict) {
		head, rest = &rest[0], rest[1:]
	}
	p.line("%v %v%v", p.paint(bold, called(a.Policy, answer)), p.paint(verdictStyles[answer.Verdict], sentence(a, answer, head)), source(head))
	if head != nil {
		g := head.Guideline
		for _, note := range head.Notes {
			p.advice("note:", note)
		}
		p.advice("why:", joined(": ", head.Message, why(a.Policy, g)))
		p.advice("for:", strings.Join(g.Pilots, ", "))
		further := instead(a.Policy, g)
		if answer.Verdict == advice.Approved {
			further.label = "see"
		}
		p.advice(further.label+":", further.text)
	}
	for i := range rest {
		p.also(a.Policy, &rest[i])
	}
	p.proposals(answer)
	if answer.Kind == advice.Component && answer.Verdict == advice.Undecided && len(answer.Technologies) > 0 {
		p.advice("see:", "techcheck check "+strings.Join(answer.Technologies, " "))
	}
}

// called is what an answer calls its subject: MongoDB 7, mongoose (MongoDB).
func called(policy *guideline.Policy, answer *advice.Answer) string {
	of := ""
	if answer.Kind == advice.Component && len(answer.Technologies) > 0 {
		names := make([]string, len(answer.Technologies))
		for i, id := range answer.Technologies {
			names[i] = policy.TechnologyName(id)
		}
		if of = strings.Join(names, ", "); of == answer.Name {
			of = ""
		} else {
			of = "(" + of + ")"
		}
	}
	return joined(" ", answer.Name, answer.Version, of)
}

// sentence is what an answer says of its subject. head is the statement that the verdict rests on, if any.
func sentence(a Answers, answer *advice.Answer, head *advice.Statement) string {
	part, until := "", ""
	if head != nil {
		if head.Part != "" {
			part = ": " + head.Part
		}
		if last := head.Guideline.Until; last >= a.AsOf {
			until = string(last)
		}
	}
	switch answer.Verdict {
	case advice.Approved:
		return "is approved" + part + ifAny(", supported until at least ", until)
	case advice.Trial:
		pilots := "one"
		if answer.Fails {
			pilots = "not one"
		}
		return "is in trial, and this repository is " + pilots + " of its pilots" + part
	case advice.Proposed:
		return "is being decided" + part
	case advice.Hold:
		return "is on hold: no new uses" + part + ifAny("; existing ones through ", until)
	case advice.Disallowed:
		return "is ruled out for new uses" + part
	}
	return undecided(answer, head, part)
}

func ifAny(label, text string) string {
	if text == "" {
		return ""
	}
	return label + text
}

func undecided(answer *advice.Answer, head *advice.Statement, part string) string {
	switch {
	case head != nil:
		return "is undecided, and needs an exception review" + part
	case len(answer.Statements) > 0:
		return "is undecided, except for what follows"
	}
	return "is undecided: no guideline judges it"
}

func source(s *advice.Statement) string {
	if s == nil {
		return ""
	}
	return " [" + s.Guideline.ID + "]"
}

// also writes a statement that the verdict does not rest on, in one line.
func (p *printer) also(policy *guideline.Policy, s *advice.Statement) {
	label, verdict := "also:", verdictWords[s.Verdict]
	if s.Verdict == advice.Undecided {
		label, verdict = "note:", ""
	}
	reason := joined(": ", joined(", ", verdict, s.Part), cmp.Or(s.Message, s.Guideline.Title, s.Guideline.Reason))
	p.advice(label, joined(" · ", reason, alternatives(policy, s.Guideline))+source(s))
}

func (p *printer) proposals(answer *advice.Answer) {
	for _, d := range answer.Proposals {
		since, forum := "", ""
		if d.Date != "" {
			since = "proposed since " + string(d.Date)
		}
		if d.Forum != "" {
			forum = "discussed at " + d.Forum
		}
		p.advice("open:", joined(", ", d.ID+" "+d.Title, since, forum))
	}
}

// maxChoices is how many technologies of one verdict are named.
const maxChoices = 8

func (p *printer) category(policy *guideline.Policy, answer *advice.Answer) {
	byVerdict := map[advice.Verdict][]string{}
	var defaults []string
	for _, c := range answer.Choices {
		if c.Default {
			defaults = append(defaults, policy.TechnologyName(c.Technology))
			continue
		}
		byVerdict[c.Verdict] = append(byVerdict[c.Verdict], policy.TechnologyName(c.Technology))
	}
	head := "no default is named"
	if len(defaults) > 0 {
		head = "use " + strings.Join(defaults, ", ")
	}
	if len(answer.Statements) == 0 {
		p.line("%v: %v", p.paint(bold, answer.Name), head)
	} else {
		s := &answer.Statements[0]
		p.line("%v: %v%v", p.paint(bold, answer.Name), head, source(s))
		p.advice("why:", why(policy, s.Guideline))
	}
	for _, verdict := range advice.Verdicts {
		names := byVerdict[verdict]
		if len(names) == 0 {
			continue
		}
		more := ""
		if n := len(names) - maxChoices; n > 1 {
			names, more = names[:maxChoices], fmt.Sprintf(" and %d more", n)
		}
		p.line("  %v %v", pad(shown(verdictWords[verdict]+":"), len("undecided:")), strings.Join(names, ", ")+more)
	}
	p.proposals(answer)
}
