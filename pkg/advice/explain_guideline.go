package advice

import (
	"fmt"
	"strings"

	"github.com/dna-group/techcheck/pkg/guideline"
)

func (e *Explainer) guideline(g *guideline.Guideline) Explanation {
	x := Explanation{Kind: "guideline", ID: g.ID, Title: e.meaningOf(g), Links: g.Links}
	x.say("%s", g.Reason)
	x.say("It is about %s.", e.selected(g))
	x.Sentences = append(x.Sentences, e.basis(g)...)
	x.Sentences = append(x.Sentences, e.dates(g)...)
	if len(g.Pilots) > 0 {
		x.say("Its pilots are %s.", strings.Join(g.Pilots, ", "))
	}
	if len(g.Alternatives) > 0 {
		x.say("Use %s instead.", strings.Join(e.namesOf(g.Alternatives), " or "))
	}
	if g.Status != guideline.Approved {
		x.say("%s", e.exceptionNeeds(g.Owner))
	}
	e.exceptionsOf(&x, g.ID)
	for i := range e.Findings {
		if f := &e.Findings[i]; f.Guideline == g.ID {
			x.at(f.Location)
		}
	}
	return x
}

// meaningOf says in a sentence what a guideline demands.
func (e *Explainer) meaningOf(g *guideline.Guideline) string {
	if g.Title != "" {
		return g.Title
	}
	what := e.Policy.Subject(g)
	if area, name, _ := strings.Cut(g.ID, "/"); g.Status == "" && area == "unlisted" {
		return fmt.Sprintf("What is no known technology is judged, if its kind is %s", name)
	} else if g.Status == "" {
		return fmt.Sprintf("For %s use %s, and nothing else", strings.ReplaceAll(name, "-", " "), strings.Join(e.namesOf(g.Alternatives), " or "))
	}
	return what + " " + map[guideline.Status]string{
		guideline.Approved:   "is approved",
		guideline.Trial:      "is in trial: its pilots may use it, and nobody else",
		guideline.Hold:       "is on hold: no new uses",
		guideline.Disallowed: "is disallowed: no uses",
	}[g.Status]
}

// selected says which components a guideline is about.
func (e *Explainer) selected(g *guideline.Guideline) string {
	s := &g.AppliesTo
	if s.Repository {
		return "the technologies of a repository as a whole"
	}
	var parts []string
	add := func(what string, values []string) {
		if len(values) > 0 {
			parts = append(parts, what+" "+strings.Join(values, ", "))
		}
	}
	add("the technology", e.namesOf(s.Technologies))
	add("the category", s.Categories)
	add("packages like", s.Purls)
	add("the type", s.Types)
	add("the kind", s.Kinds)
	add("the scope", s.Scopes)
	if s.Versions != "" {
		parts = append(parts, "versions "+s.Versions)
	}
	if len(parts) == 0 {
		return "every component"
	}
	text := "uses with " + strings.Join(parts, "; ")
	if s.Indirect {
		text += "; also indirect ones"
	}
	return text
}

// basis says who decided what a guideline rests on, when, and whom to ask.
func (e *Explainer) basis(g *guideline.Guideline) []string {
	var x Explanation
	if d := e.Policy.Decision(g.Decision); d != nil {
		x.say("It rests on %s.", decided(d))
		if d.Summary != "" {
			x.say("%s", d.Summary)
		}
	}
	if o := e.Policy.Owner(g.Owner); o != nil {
		x.say("%s answers for it: %s.", o.Name, o.Contact)
	}
	return x.Sentences
}

func (e *Explainer) dates(g *guideline.Guideline) []string {
	var x Explanation
	switch {
	case g.Since > e.AsOf:
		x.say("It warns until it is enforced from %s on.", g.Since)
	case g.Since != "":
		x.say("It is enforced since %s.", g.Since)
	}
	switch {
	case g.Until != "" && g.Status == guideline.Approved:
		x.say("It is supported until at least %s.", g.Until)
	case g.Until != "" && g.Until < e.AsOf:
		x.say("Existing uses were tolerated through %s.", g.Until)
	case g.Until != "":
		x.say("Existing uses are tolerated through %s.", g.Until)
	}
	switch {
	case g.ReviewBy == "":
	case g.ReviewBy < e.AsOf:
		x.say("Its review is overdue since %s.", g.ReviewBy)
	default:
		x.say("It is reviewed by %s.", g.ReviewBy)
	}
	return x.Sentences
}

// exceptionNeeds says what the policy asks of an exception.
func (e *Explainer) exceptionNeeds(owner string) string {
	who := "an owner of the policy"
	if o := e.Policy.Owner(owner); o != nil {
		who = o.Name
	}
	text := fmt.Sprintf("An exception needs a reason, the approval of %s, and a last day at most %d days after it is asked for",
		who, e.Policy.Settings.Exceptions.MaxDays)
	if e.Policy.Settings.ReviewAt != "" {
		text += "; ask for it at " + e.Policy.Settings.ReviewAt
	}
	return text + "."
}
