package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/dna-group/techcheck/pkg/decisionlog"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Decision is one decision in full, and where it matters in a repository.
type Decision struct {
	decisionlog.Record
	Policy     *guideline.Policy
	AsOf       guideline.Date
	Repository string // as in acme/billing; "" if unknown
	Inventory  *inventory.Inventory
	Problems   []inventory.Problem // of the inventory and of the guidelines
}

// DecisionFormats lists the formats of a decision. The first is the default.
var DecisionFormats = []*FormatOf[Decision]{
	{Name: "text", Doc: "for people: who decided what, what rests on it, and where it matters here", Write: writeDecisionText},
	{Name: "json", Doc: "for programs (schema techcheck/decision/v1)", Write: writeDecisionJSON},
}

func writeDecisionText(w io.Writer, d Decision, o Options) error {
	p := newPrinter(w, o)
	p.policyLine(d.Policy)
	p.line("%v", p.paint(bold, d.ID+" "+d.Title))
	if d.Summary != "" {
		p.line("%v", d.Summary)
	}
	p.line("")
	p.decisionFacts(&d)
	p.line("")
	p.restingGuidelines(&d)
	p.decisionUses(&d)
	return p.Flush()
}

func (p *printer) decisionFacts(d *Decision) {
	status := string(d.Status)
	if d.Successor != nil {
		status = "superseded by " + titled(d.Successor)
	}
	replaced := make([]string, len(d.Replaced))
	for i := range d.Replaced {
		replaced[i] = titled(&d.Replaced[i])
	}
	review := string(d.ReviewBy)
	if d.Overdue {
		review += ", overdue by " + count(-d.AsOf.DaysTo(d.ReviewBy), "day")
	}
	for _, fact := range []struct{ label, text string }{
		{"status:", status},
		{"date:", string(d.Date)},
		{"decided by:", strings.Join(d.Makers, ", ")},
		{"consulted:", strings.Join(d.Consulted, ", ")},
		{"informed:", strings.Join(d.Informed, ", ")},
		{"review by:", review},
		{"forum:", d.Forum},
		{"replaced:", strings.Join(replaced, ", ")},
		{"written in:", d.Place.Path},
	} {
		if fact.text != "" {
			p.line("  %v %v", pad(shown(fact.label), len("written in:")), fact.text)
		}
	}
}

func titled(d *guideline.Decision) string {
	return fmt.Sprintf("%s %s (%s)", d.ID, d.Title, d.Date)
}

func (p *printer) restingGuidelines(d *Decision) {
	if len(d.Guidelines) == 0 {
		p.line("No guideline rests on it.")
		return
	}
	uses := map[string]int{}
	for _, u := range d.Uses {
		uses[u.Guideline]++
	}
	rows := [][]string{{"GUIDELINE", "STATUS", "OWNER", "REVIEW BY", "USES", "ABOUT"}}
	for i := range d.Guidelines {
		g := &d.Guidelines[i]
		rows = append(rows, []string{
			g.ID, cmp.Or(string(g.Status), "rule"), ownerName(owner(d.Policy, g.Owner)), orDash(string(g.ReviewBy)),
			fmt.Sprint(uses[g.ID]), d.Policy.Subject(g),
		})
	}
	p.table(rows)
	p.line("")
}

// decisionUses tells where each guideline matters, a few places each.
func (p *printer) decisionUses(d *Decision) {
	const most = 5
	for _, g := range d.Guidelines {
		n := 0
		for _, u := range d.Uses {
			if u.Guideline != g.ID {
				continue
			}
			if n++; n == 1 {
				p.line("%v", p.paint(bold, g.ID))
			}
			if n <= most {
				p.line("  %v%v %v", p.place(u.Location.Path, u.Location.Line, 0), useName(d.Policy, &u), useLevel(&u))
			}
		}
		if n > most {
			p.line("  and %v more", n-most)
		}
		if n > 0 {
			p.line("")
		}
	}
	switch manifests := len(d.Inventory.Manifests); {
	case len(d.Guidelines) == 0:
	case manifests == 0:
		p.line("No manifest was found here: where it matters is not known")
	default:
		p.line("%v in %v of %v", count(len(d.Uses), "use"), count(manifests, "manifest"), cmp.Or(d.Repository, "this repository"))
	}
}

func useName(p *guideline.Policy, u *decisionlog.Use) string {
	if u.Component == nil {
		return p.TechnologyName(u.Technology)
	}
	return joined(" ", u.Component.Name, cmp.Or(u.Component.Version, u.Component.Requirement))
}

func useLevel(u *decisionlog.Use) string {
	if u.Level == "" {
		return "(approved)"
	}
	return "(" + string(u.Level) + ")"
}
