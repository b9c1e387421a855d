// Package advice answers questions about a policy: may I use this, before it is added; and what is a guideline, a
// technology, a decision or a finding, in sentences.
//
// An answer comes from the judge of scans: what is asked for becomes new uses, which all guidelines judge.
package advice

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/catalogue"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/naming"
)

// Verdict is what a policy says of a new use.
type Verdict string

// The verdicts.
const (
	Approved   Verdict = "approved"
	Trial      Verdict = "trial"
	Proposed   Verdict = "proposed" // it is being decided
	Undecided  Verdict = "undecided"
	Hold       Verdict = "hold"
	Disallowed Verdict = "disallowed"
	Unknown    Verdict = "unknown" // nobody knows what was asked for
)

// Verdicts lists every verdict, the mildest first.
var Verdicts = []Verdict{Approved, Trial, Proposed, Undecided, Hold, Disallowed, Unknown}

// Kind is what was asked for.
type Kind string

// The kinds of things that can be asked for; "" is none.
const (
	Technology Kind = "technology"
	Component  Kind = "component" // a package or an image
	Category   Kind = "category"
)

// Answer is what the policy says of one thing that was asked for.
type Answer struct {
	Asked        string // as written
	Kind         Kind
	ID           string   // of a technology or a category; a component's purl
	Name         string   // MongoDB, mongoose, message broker
	Version      string   // that was asked for; "" is any
	Technologies []string // ids: those that a component is
	Verdict      Verdict
	Fails        bool        // every way to use it needs an exception review
	Statements   []Statement // those that the verdict rests on come first
	Proposals    []*guideline.Decision
	Ask          []guideline.Owner // who decides
	Choices      []Choice          // of a category: its technologies, the mildest verdict first
	Suggestions  []string          // ids, if it is unknown
}

// Statement is what one guideline says of what was asked for.
type Statement struct {
	Guideline *guideline.Guideline
	Verdict   Verdict
	Part      string   // what it speaks of, if not of everything that was asked for: "versions <7 of images"
	Message   string   // what it says, if it has no status
	Notes     []string // why it only warns, that its review is overdue
	Fails     bool     // a use needs an exception review
}

// Choice is a technology of a category.
type Choice struct {
	Technology string // the id
	Verdict    Verdict
	Default    bool
}

// Advice is the answers to several questions.
type Advice struct {
	Answers  []Answer
	Problems []inventory.Problem // guidelines that could not be evaluated, and what nobody knows
}

// Exit is the exit status, as of a scan: 0, 1 if something needs an exception review, 2 if something is unknown.
func (a *Advice) Exit() int {
	status := 0
	if len(a.Problems) > 0 {
		return 2
	}
	for i := range a.Answers {
		if a.Answers[i].Fails {
			status = 1
		}
	}
	return status
}

// Guidelines gives every guideline that speaks in an answer, once, by id.
func (a *Advice) Guidelines() []*guideline.Guideline {
	var all []*guideline.Guideline
	for i := range a.Answers {
		for _, s := range a.Answers[i].Statements {
			all = append(all, s.Guideline)
		}
	}
	slices.SortFunc(all, func(a, b *guideline.Guideline) int { return strings.Compare(a.ID, b.ID) })
	return slices.Compact(all)
}

// Advisor answers by one policy, for one repository on one day.
type Advisor struct {
	Policy     *guideline.Policy
	Catalogue  *catalogue.Catalogue
	Names      *naming.Names // of the policy's technologies
	Repository string        // its name; "" if unknown
	AsOf       guideline.Date

	// Judge says what the guidelines find in the facts.
	Judge func(ctx context.Context, facts guideline.Facts) ([]finding.Finding, []inventory.Problem)
	// Applying gives the guidelines that are about a component, and those that may be.
	Applying func(c *inventory.Component) (surely, maybe []*guideline.Guideline)
}

// Ask answers whether these things may be used.
func (a *Advisor) Ask(ctx context.Context, asked []string) *Advice {
	advice := &Advice{}
	for _, name := range asked {
		answer, problems := a.answer(ctx, name)
		advice.Answers = append(advice.Answers, answer)
		advice.Problems = append(advice.Problems, problems...)
	}
	return advice
}

func (a *Advisor) answer(ctx context.Context, asked string) (Answer, []inventory.Problem) {
	s, found := a.subject(strings.TrimSpace(asked))
	if !found {
		answer, problem := a.unknown(asked)
		return answer, []inventory.Problem{problem}
	}
	var answer Answer
	var problems []inventory.Problem
	if s.kind == Category {
		answer, problems = a.category(ctx, s.id)
	} else {
		answer, problems = a.use(ctx, s)
	}
	answer.Asked = asked
	return answer, problems
}

func (a *Advisor) unknown(asked string) (Answer, inventory.Problem) {
	answer := Answer{Asked: asked, Verdict: Unknown}
	if _, ok := parseReference(asked); ok {
		return answer, inventory.Problem{
			Message: fmt.Sprintf("%q cannot be read: name a package as in npm:mongoose, docker:mongo:7 or pkg:npm/mongoose", asked),
		}
	}
	answer.Suggestions = suggest(a.Policy, asked)
	hint := ""
	if len(answer.Suggestions) > 0 {
		hint = "did you mean " + strings.Join(answer.Suggestions, ", ") + "? Or "
	}
	return answer, inventory.Problem{
		Message: fmt.Sprintf("the policy knows no technology, category or package %q: %sname any package with its ecosystem, as in npm:mongoose", asked, hint),
	}
}
