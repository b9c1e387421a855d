package advice

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Explanation tells one thing in sentences.
type Explanation struct {
	Kind       string // guideline | technology | decision | finding | exception
	ID         string
	Title      string   // what it is, in one sentence
	Sentences  []string // all that there is to say, in the order of reading
	Recognised []string // the patterns by which a technology is recognised
	Links      []guideline.Link
	Places     []string // path:line, where this repository uses it, or where it is found
}

// Explainer explains what a policy holds, and what it says of one repository.
type Explainer struct {
	*Advisor
	Inventory *inventory.Inventory
	Findings  []finding.Finding

	Exceptions []exception.Standing
}

// Explain explains everything that has this id: a guideline (also by its name without the area), a technology, a decision,
// a finding by its id or as GUIDELINE@PATH:LINE, an exception. If nothing has it, there are suggestions.
func (e *Explainer) Explain(ctx context.Context, id string) (all []Explanation, suggestions []string) {
	for i := range e.Policy.Guidelines {
		if g := &e.Policy.Guidelines[i]; g.ID == id || strings.TrimPrefix(g.ID, g.Area()+"/") == id {
			all = append(all, e.guideline(g))
		}
	}
	if d := e.Policy.Decision(strings.ToUpper(id)); d != nil {
		all = append(all, e.decision(d))
	}
	all = append(all, e.ofRepository(id)...)
	t := e.Policy.Technology(id)
	if t == nil && len(all) == 0 {
		t = e.technologyNamed(id)
	}
	if t != nil {
		all = append(all, e.technologyExplained(ctx, t))
	}
	if len(all) > 0 {
		return all, nil
	}
	return nil, e.near(id)
}

// ofRepository explains the findings and exceptions of the repository that have this id.
func (e *Explainer) ofRepository(id string) (all []Explanation) {
	for i := range e.Findings {
		if f := &e.Findings[i]; f.ID == id || id == f.Guideline+"@"+place(f.Location) {
			all = append(all, e.finding(f))
		}
	}
	for i := range e.Exceptions {
		if e.Exceptions[i].ID == id {
			all = append(all, e.exception(&e.Exceptions[i]))
		}
	}
	return all
}

// near are the ids that may have been meant.
func (e *Explainer) near(id string) []string {
	asked, _, _ := strings.Cut(id, "@")
	var near []string
	for i := range e.Policy.Guidelines {
		if known := e.Policy.Guidelines[i].ID; distance(asked, known) <= 1+len(asked)/5 {
			near = append(near, known)
		}
	}
	near = append(near, suggest(e.Policy, id)...)
	return near[:min(len(near), maxSuggestions)]
}

func (e *Explainer) technologyExplained(ctx context.Context, t *guideline.Technology) Explanation {
	x := Explanation{Kind: "technology", ID: t.ID, Title: fmt.Sprintf("%s is a technology of the category %s", t.Name, t.Category), Links: t.Links}
	answer, _ := e.use(ctx, e.technology(t, "")) // what could not be evaluated is a Problem of the scan, too
	for _, statement := range answer.Statements {
		x.say("%s: %s %s", statement.Guideline.ID, ended(e.meaningOf(statement.Guideline)), statement.Guideline.Reason)
		e.exceptionsOf(&x, statement.Guideline.ID)
	}
	if len(answer.Statements) == 0 {
		x.say("No guideline judges it.")
	}
	for _, evidence := range t.IdentifiedBy {
		pattern := evidence.Purl
		if evidence.Version != "" {
			pattern += " (version " + evidence.Version + ")"
		}
		x.Recognised = append(x.Recognised, pattern)
	}
	for i := range e.Inventory.Components {
		if c := &e.Inventory.Components[i]; slices.Contains(c.Technologies, t.ID) {
			x.at(c.Location)
		}
	}
	return x
}

func (e *Explainer) decision(d *guideline.Decision) Explanation {
	x := Explanation{Kind: "decision", ID: d.ID, Title: d.Title}
	if d.Summary != "" {
		x.say("%s", d.Summary)
	}
	x.say("It was %s.", standing(d))
	for _, group := range []struct {
		said  string
		names []string
	}{{"Consulted were", d.Consulted}, {"Informed are", d.Informed}} {
		if len(group.names) > 0 {
			x.say("%s %s.", group.said, strings.Join(group.names, ", "))
		}
	}
	if d.ReviewBy != "" {
		x.say("It is reviewed by %s.", d.ReviewBy)
	}
	var resting []string
	for i := range e.Policy.Guidelines {
		if g := &e.Policy.Guidelines[i]; g.Decision == d.ID {
			resting = append(resting, g.ID)
		}
	}
	if len(resting) > 0 {
		x.say("On it rest %s.", strings.Join(resting, ", "))
	}
	for i := range e.Findings {
		if f := &e.Findings[i]; slices.Contains(resting, f.Guideline) {
			x.at(f.Location)
		}
	}
	return x
}

// decided names a decision, and says where it stands.
func decided(d *guideline.Decision) string {
	return fmt.Sprintf("%s, %q, %s", d.ID, d.Title, standing(d))
}

func standing(d *guideline.Decision) string {
	switch {
	case d.Status == guideline.Superseded:
		return "superseded by " + d.SupersededBy
	case d.Status == guideline.Proposed && d.Forum != "":
		return fmt.Sprintf("proposed on %s and discussed at %s", d.Date, d.Forum)
	case len(d.Makers) > 0:
		return fmt.Sprintf("%s on %s by %s", d.Status, d.Date, strings.Join(d.Makers, ", "))
	}
	return fmt.Sprintf("%s on %s", d.Status, d.Date)
}

func (e *Explainer) namesOf(ids []string) []string { return mapped(ids, e.Policy.TechnologyName) }

func (x *Explanation) say(format string, args ...any) {
	x.Sentences = append(x.Sentences, fmt.Sprintf(format, args...))
}

// at adds a place, once.
func (x *Explanation) at(l inventory.Location) {
	if p := place(l); p != "" && !slices.Contains(x.Places, p) {
		x.Places = append(x.Places, p)
	}
}

func place(l inventory.Location) string {
	if l.Line == 0 {
		return l.Path
	}
	return fmt.Sprintf("%s:%d", l.Path, l.Line)
}

func ended(sentence string) string { return strings.TrimSuffix(sentence, ".") + "." }
