package scaffold

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/markdown"
)

// Decision is a decision to write down.
type Decision struct {
	Title    string
	Accepted bool   // it is decided already; otherwise it is proposed
	Summary  string // "": left to its author; required if it is accepted
	Forum    string // where it is discussed while proposed; "": left to its author
	From     string // what it wants to change, as GUIDELINE[@PATH:LINE]; "": nothing in particular
}

// NewDecision drafts a decision (MADR 4) under the next number.
func NewDecision(f *Folder, d Decision) (Draft, error) {
	title := oneLine(d.Title)
	if title == "" {
		return Draft{}, errors.New("the title is empty: say in a few words what is decided")
	}
	if d.Accepted && oneLine(d.Summary) == "" {
		return Draft{}, errors.New("a decision that is accepted needs a summary: one sentence that an executive understands")
	}
	number, err := nextNumber(f)
	if err != nil {
		return Draft{}, err
	}
	var changed *guideline.Guideline
	context := "Say in a few sentences what the question is, and why it comes up now."
	if d.From != "" {
		if changed, context, err = contextOf(f.Policy, d.From); err != nil {
			return Draft{}, err
		}
	}
	status, outcome, forum := guideline.Proposed, "Not decided yet.", `"" # where it is discussed`
	if d.Forum != "" {
		forum = inline(scalar(d.Forum))
	}
	forum = "forum: " + forum + "\n"
	if d.Accepted {
		status, outcome, forum = guideline.Accepted, `Chosen option: "…", because … (say what decided it)`, ""
	}
	summary := `"" # one sentence that an executive understands`
	if d.Summary != "" {
		summary = inline(scalar(d.Summary))
	}
	name := fmt.Sprintf("decisions/%04d-%s.md", number, slug(title))
	return Draft{
		Edits: []Edit{{Path: name, Text: fill("decision.md",
			"{STATUS}", string(status), "{DATE}", string(f.Today), "{MAKERS}", inline(sequence(f.makers(), yaml.FlowStyle)),
			"{REVIEW}", string(f.inAYear()), "{SUMMARY}", summary, "{FORUM}", forum, "{TITLE}", title,
			"{CONTEXT}", context, "{OUTCOME}", outcome)}},
		Next: nextOfDecision(f, fmt.Sprintf("D-%04d", number), d, changed),
	}, nil
}

func nextOfDecision(f *Folder, id string, d Decision, changed *guideline.Guideline) []string {
	next := []string{"Write the context, the options, the outcome and the summary, and who decides, was consulted and is informed."}
	rest := fmt.Sprintf("techcheck policy new guideline AREA/NAME --decision %s --policy %s", id, f.Name)
	if d.Accepted {
		return append(next, "Let guidelines rest on it: "+rest)
	}
	discuss := "Discuss it, and once it is decided, write the day and status: accepted, or rejected."
	if d.Forum != "" {
		discuss += " Forum: " + oneLine(d.Forum)
	}
	next = append(next, discuss)
	if changed == nil {
		return append(next, "Guidelines that rest on it only note until it is accepted: "+rest)
	}
	owner := changed.Owner
	if o := f.Policy.Owner(changed.Owner); o != nil {
		owner = o.Name + ", " + o.Contact
	}
	return append(next,
		fmt.Sprintf("If it is accepted, correct %s in %s and let it rest on %s; once nothing rests on %s, give that one status: superseded by %s.",
			changed.ID, changed.Place.Path, id, changed.Decision, id),
		fmt.Sprintf("This is a proposal and not an exception: %s holds as before. Who cannot wait asks for an exception review: %s", changed.ID, owner))
}

// nextNumber is the number after the highest one of the log, whatever else is wrong in those files.
func nextNumber(f *Folder) (int, error) {
	names, err := fs.Glob(f, "decisions/[0-9][0-9][0-9][0-9]-*")
	if err != nil {
		return 0, fmt.Errorf("listing the decisions: %w", err)
	}
	highest := 0
	for _, name := range names { // sorted
		highest, _ = strconv.Atoi(path.Base(name)[:4])
	}
	if highest == 9999 {
		return 0, fmt.Errorf("the log is full: %s has the last number", names[len(names)-1])
	}
	return highest + 1, nil
}

// makers are those of the latest decision, else the name of the first owner.
func (f *Folder) makers() []string {
	if d := latest(f.Policy); d != nil && len(d.Makers) > 0 {
		return d.Makers
	}
	if len(f.Policy.Settings.Owners) > 0 {
		return []string{f.Policy.Settings.Owners[0].Name}
	}
	return nil
}

// latest is the accepted decision with the latest date; nil if none is accepted.
func latest(p *guideline.Policy) *guideline.Decision {
	var last *guideline.Decision
	for i := range p.Decisions { // by id
		if d := &p.Decisions[i]; d.Status == guideline.Accepted && (last == nil || d.Date >= last.Date) {
			last = d
		}
	}
	return last
}

// slug is the part of a file's name that tells the title.
func slug(title string) string {
	const longest = 60
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for len(words) > 1 && len(strings.Join(words, "-")) > longest {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return "decision"
	}
	return strings.Join(words, "-")
}

// contextOf tells what the policy says today of what a proposal wants to change.
func contextOf(p *guideline.Policy, from string) (*guideline.Guideline, string, error) {
	id, place, _ := strings.Cut(from, "@")
	g := p.Guideline(id)
	if g == nil {
		ids := make([]string, len(p.Guidelines))
		for i := range p.Guidelines {
			ids[i] = p.Guidelines[i].ID
		}
		return nil, "", fmt.Errorf("%q is not a guideline of this policy%s", id, guideline.Instead(id, ids))
	}
	at := ""
	if place != "" {
		at = ", found at " + markdown.Code(place)
	}
	context := fmt.Sprintf("This proposal wants to change what the guideline %s says%s.\n\n%s", markdown.Code(id), at, today(p, g))
	return g, context + "\n\nSay in a few sentences what it is needed for, and why what there is does not do.", nil
}

// today says what a guideline rules out, why, and what it names instead.
func today(p *guideline.Policy, g *guideline.Guideline) string {
	text := "Today the policy says of " + markdown.Text(p.Subject(g)) + ": "
	switch {
	case g.Title != "":
		text = "Today the policy says: " + markdown.Text(g.Title) + ". "
	case g.Status != "":
		text += string(g.Status) + ". "
	}
	text += markdown.Text(g.Reason) + " (" + g.Decision + ")\n\n"
	if len(g.Alternatives) == 0 {
		return text + "It names no alternative."
	}
	names := make([]string, len(g.Alternatives))
	for i, id := range g.Alternatives {
		names[i] = markdown.Text(p.TechnologyName(id))
	}
	return text + "What it names instead: " + strings.Join(names, ", ") + "."
}
