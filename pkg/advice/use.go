package advice

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// use answers whether a technology, a package or an image may be used: the mildest verdict on any way to use it.
func (a *Advisor) use(ctx context.Context, s subject) (Answer, []inventory.Problem) {
	opinions, problems := a.opinions(ctx, s)
	answer := Answer{Kind: s.kind, ID: s.id, Name: s.name, Version: s.version, Verdict: Unknown, Fails: len(s.uses) > 0}
	for i := range s.uses {
		verdict, fails := overall(opinions, i)
		answer.Verdict = slices.MinFunc([]Verdict{answer.Verdict, verdict}, milder)
		answer.Fails = answer.Fails && fails
		if s.kind == Component {
			answer.Technologies = s.uses[i].Technologies
		}
	}
	if len(s.uses) == 0 {
		answer.Verdict = Undecided
	}
	answer.Statements = statements(opinions, s, answer.Verdict)
	technologies := answer.Technologies
	if s.kind == Technology {
		technologies = []string{s.id}
	}
	answer.Proposals = a.proposals(technologies, answer.Statements)
	answer.Ask = a.askWhom(technologies, answer.Statements, answer.Verdict)
	return answer, problems
}

// statements gathers what each guideline says of the uses; those of the verdict, and of everything, come first.
func statements(opinions []opinion, s subject, verdict Verdict) []Statement {
	var all []Statement
	for i := range opinions {
		g := opinions[i].guideline
		if !slices.ContainsFunc(all, func(s Statement) bool { return s.Guideline == g }) {
			all = append(all, statement(g, opinions, s))
		}
	}
	slices.SortStableFunc(all, func(a, b Statement) int {
		return cmp.Or(
			-compareTrue(a.Decides(verdict), b.Decides(verdict)),
			-compareTrue(a.Part == "", b.Part == ""),
			-milder(a.Verdict, b.Verdict),
			strings.Compare(a.Guideline.ID, b.Guideline.ID),
		)
	})
	return all
}

// Decides tells whether a verdict rests on the statement. That nobody has decided rests on none, unless it must be reviewed.
func (s *Statement) Decides(verdict Verdict) bool {
	return s.Verdict == verdict && (verdict != Undecided || s.Fails)
}

func compareTrue(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func statement(g *guideline.Guideline, opinions []opinion, s subject) Statement {
	st := Statement{Guideline: g, Verdict: Approved, Fails: true}
	var uses []int
	maybe := false
	for i := range opinions {
		o := &opinions[i]
		if o.guideline != g {
			continue
		}
		uses = append(uses, o.use)
		maybe = maybe || o.maybe
		st.Verdict = slices.MaxFunc([]Verdict{st.Verdict, o.verdict}, milder)
		st.Fails = st.Fails && o.fails
		if o.finding == nil || o.maybe || st.Notes != nil || st.Message != "" {
			continue
		}
		st.Notes = o.finding.Notes
		if g.Status == "" {
			st.Message = o.finding.Message
		}
	}
	st.Part = part(g, s, uses, maybe)
	return st
}

// part says of what a guideline speaks, if not of everything that was asked for.
func part(g *guideline.Guideline, s subject, uses []int, maybe bool) string {
	var parts []string
	if maybe {
		parts = append(parts, "versions "+g.AppliesTo.Versions)
	}
	if len(uses) < len(s.uses) {
		parts = append(parts, partOf(g, s, uses))
	}
	text := strings.Join(parts, " of ")
	if scopes := g.AppliesTo.Scopes; len(scopes) > 0 {
		text = strings.TrimSpace(text + " in the scope " + strings.Join(scopes, ", "))
	}
	return text
}

// maxNames is how many packages a statement names.
const maxNames = 3

// partOf names the uses that a guideline speaks of: by kind or type, if it speaks of all of that sort.
func partOf(g *guideline.Guideline, s subject, uses []int) string {
	kinds, types := g.AppliesTo.Kinds, g.AppliesTo.Types
	sort := 0
	for i := range s.uses {
		if slices.Contains(kinds, string(s.uses[i].Kind)) || len(kinds) == 0 && slices.Contains(types, s.uses[i].Type) {
			sort++
		}
	}
	switch {
	case sort != len(uses):
	case len(kinds) > 0:
		return strings.Join(mapped(kinds, plural), ", ")
	default:
		return strings.Join(mapped(types, packages), ", ")
	}
	var names []string
	for _, i := range uses {
		names = append(names, s.uses[i].Name)
	}
	if len(names) > maxNames {
		names = append(names[:maxNames], "…")
	}
	return strings.Join(names, ", ")
}

func packages(purlType string) string {
	if purlType == purl.Docker {
		return "images"
	}
	return purlType + " packages"
}

func plural(kind string) string {
	if stem, found := strings.CutSuffix(kind, "y"); found {
		return stem + "ies"
	}
	return kind + "s"
}

func mapped(list []string, to func(string) string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = to(s)
	}
	return out
}

// proposals are the proposed decisions that statements rest on, or that name one of the technologies in their title.
func (a *Advisor) proposals(technologies []string, statements []Statement) []*guideline.Decision {
	var all []*guideline.Decision
	for i := range a.Policy.Decisions {
		d := &a.Policy.Decisions[i]
		if d.Status != guideline.Proposed {
			continue
		}
		rests := slices.ContainsFunc(statements, func(s Statement) bool { return s.Guideline.Decision == d.ID })
		title := " " + strings.Join(words(d.Title), " ") + " "
		names := slices.ContainsFunc(technologies, func(id string) bool {
			return strings.Contains(title, " "+strings.Join(words(a.Policy.TechnologyName(id)), " ")+" ")
		})
		if rests || names {
			all = append(all, d)
		}
	}
	return all
}

// askWhom gives the owner of what the verdict rests on. If nobody has decided, it gives those of the guidelines in the
// technologies' categories, else all of the policy.
func (a *Advisor) askWhom(technologies []string, statements []Statement, verdict Verdict) []guideline.Owner {
	var wanted []string
	if len(statements) > 0 && statements[0].Decides(verdict) {
		wanted = []string{statements[0].Guideline.Owner}
	} else {
		wanted = a.categoryOwners(technologies)
	}
	var owners []guideline.Owner
	for _, o := range a.Policy.Settings.Owners {
		if len(wanted) == 0 || slices.Contains(wanted, o.ID) {
			owners = append(owners, o)
		}
	}
	return owners
}

// categoryOwners are the ids of those who own a guideline about a category of the technologies, or about another
// technology of it.
func (a *Advisor) categoryOwners(technologies []string) []string {
	isNear := func(category string) bool {
		return slices.ContainsFunc(technologies, func(id string) bool { return a.categoryOf(id) == category })
	}
	var ids []string
	for i := range a.Policy.Guidelines {
		g := &a.Policy.Guidelines[i]
		if slices.ContainsFunc(g.AppliesTo.Categories, isNear) ||
			slices.ContainsFunc(g.AppliesTo.Technologies, func(id string) bool { return isNear(a.categoryOf(id)) }) {
			ids = append(ids, g.Owner)
		}
	}
	return ids
}

func (a *Advisor) categoryOf(technology string) string {
	if t := a.Policy.Technology(technology); t != nil {
		return t.Category
	}
	return ""
}
