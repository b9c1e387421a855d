package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/markdown"
)

// Request is a new exception, and what those who decide on it are to know.
type Request struct {
	*exception.Exception
	Policy     *guideline.Policy
	Repository string            // "" if unknown
	Findings   []finding.Finding // for which it is asked; none where another one is renewed
	Renewals   int               // of which it is the last
}

// Title says in a few words what is asked for. It is harmless on a terminal, as it becomes the first line of a commit.
func (r *Request) Title() string {
	return string(harmless("Exception for " + joined(" in ", r.subject(), r.Repository)))
}

// subject is what the exception is about, as people call it.
func (r *Request) subject() string {
	switch g := judgement(r.Policy, r.Guideline); {
	case len(r.Findings) > 0 && r.Findings[0].Component != nil:
		return r.Findings[0].Component.Name
	case r.Technology != "":
		return r.Policy.TechnologyName(r.Technology)
	case r.Component != "":
		_, name, _ := strings.Cut(r.Component, "/")
		return name
	default:
		return g.ID
	}
}

// Requests writes review requests in Markdown: for a pull request, or wherever the policy's owners are asked.
func Requests(w io.Writer, requests []Request, o Options) error {
	p := newPrinter(w, o)
	for i := range requests {
		if i > 0 {
			p.line("")
		}
		p.request(&requests[i])
	}
	return p.Flush()
}

func (p *printer) request(r *Request) {
	p.line("%v", shown("## "+markdown.Text(r.Title())))
	p.line("")
	for i := range r.Findings {
		f := &r.Findings[i]
		p.item("What", markdown.Text(f.Message)+" "+markdown.Code(f.Guideline)+", at "+markdown.Code(joined(":", f.Location.Path, lineOf(f)))+versionInUse(f))
	}
	if len(r.Findings) == 0 {
		p.item("What", markdown.Code(r.Guideline))
	}
	p.item("Why it is needed", markdown.Text(r.Reason))
	p.item("Ticket", markdown.Text(r.Ticket))
	p.item("Asked by", markdown.Text(r.RequestedBy)+" on "+string(r.RequestedOn))
	p.item("Until", fmt.Sprintf("%s (%s)", r.ExpiresOn, count(r.RequestedOn.DaysTo(r.ExpiresOn), "day")))
	p.item("For", r.scope())
	if r.Renews != "" {
		p.item("Renews", markdown.Code(r.Renews)+", renewal "+fmt.Sprint(r.Renewals))
	}
	p.grounds(r)
	p.item("File", markdown.Code(r.Path))
	p.line("")
	p.line("%v", shown("To decide: "+markdown.Code(command("exception approve", r.ID, "--by", r.decider()))+" or "+
		markdown.Code(command("exception reject", r.ID, "--by", r.decider(), "--note", "…"))))
}

// grounds says what the guideline says, and who decides.
func (p *printer) grounds(r *Request) {
	g := judgement(r.Policy, r.Guideline)
	d := decision(r.Policy, g.Decision)
	p.item("Why it is ruled out", joined(" ", markdown.Text(g.Reason), "("+markdown.Text(joined(", ", d.ID, d.Title, string(d.Date)))+")"))
	alternatives := make([]string, len(g.Alternatives))
	for i, id := range g.Alternatives {
		alternatives[i] = markdown.Text(r.Policy.TechnologyName(id))
	}
	for _, link := range g.Links {
		alternatives = append(alternatives, markdown.Link(link.Name, link.URL))
	}
	p.item("Use instead", strings.Join(alternatives, ", "))
	p.item("Who decides", markdown.Text(ask(owner(r.Policy, g.Owner))))
	if page := r.reviewAt(); page != "" {
		p.item("Ask at", markdown.Link("the review page", page))
	}
}

// item writes one line of the list, if there is anything to say. The text is Markdown already.
func (p *printer) item(label, text string) {
	if text != "" {
		p.line("%v", shown("- **"+label+"**: "+text))
	}
}

func versionInUse(f *finding.Finding) string {
	if f.Component == nil || joined("", f.Component.Version, f.Component.Requirement) == "" {
		return ""
	}
	return " (" + markdown.Text(joined(", ", f.Component.Version, f.Component.Requirement)) + ")"
}

// scope is exactly what an exception covers.
func (r *Request) scope() string {
	parts := []string{markdown.Code(r.Component)}
	if r.Technology != "" {
		parts = append(parts, markdown.Text(r.Policy.TechnologyName(r.Technology))+" in the repository")
	}
	for _, list := range []struct {
		label string
		texts []string
	}{{"in", r.Paths}, {"of", r.Repositories}} {
		codes := make([]string, len(list.texts))
		for i, text := range list.texts {
			codes[i] = markdown.Code(text)
		}
		if len(codes) > 0 {
			parts = append(parts, list.label+" "+strings.Join(codes, ", "))
		}
	}
	if r.Versions != "" {
		parts = append(parts, "versions "+markdown.Code(r.Versions))
	}
	return joined(" ", parts...)
}

// decider is the id of who decides.
func (r *Request) decider() string { return judgement(r.Policy, r.Guideline).Owner }

// Review says in sentences whom to ask, and how they decide.
func (r *Request) Review() []string {
	o := owner(r.Policy, r.decider())
	return []string{
		joined(": ", "Show the text above to "+ask(o), r.reviewAt()),
		ownerName(o) + " decides: " + command("exception approve", r.ID, "--by", o.ID) + " (or reject)",
	}
}

// reviewAt is the page where the exception is asked for; "" if the policy names none.
func (r *Request) reviewAt() string {
	f := finding.Finding{Guideline: r.Guideline}
	switch {
	case len(r.Findings) > 0:
		f = r.Findings[0]
	case len(r.Paths) > 0:
		f.Location.Path = r.Paths[0]
	}
	return reviewAt(r.Policy, &f)
}

// Asked says for which findings an exception is asked, before the questions.
func Asked(w io.Writer, findings []finding.Finding, o Options) error {
	p := newPrinter(w, o)
	for i := range findings {
		f := &findings[i]
		p.line("%v%v [%v]", p.place(f.Location.Path, f.Location.Line, f.Location.Column), f.Message, f.Guideline)
	}
	return p.Flush()
}
