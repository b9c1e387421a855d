package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/markdown"
	"github.com/dna-group/techcheck/pkg/scan"
)

// Markdown is a page for a pull request's comment and for a job's summary.
var Markdown = &Format{
	Name:  "markdown",
	Doc:   "for a pull request's comment and a job's summary: GitHub Flavored Markdown",
	Write: writeMarkdown,
}

const (
	markdownSize   = 60_000 // bytes of a comment that every service takes; a job's summary may be longer, and nobody reads on
	markdownEnd    = 4_000  // bytes of it that are kept for the end
	markdownPlaces = 40     // places that a story lists
	markdownText   = 500    // characters of one text that others wrote
	markdownCode   = 100    // columns of a line of code
)

// markdownPage is a page that is being written, of a limited size.
type markdownPage struct {
	strings.Builder
	*scan.Result
	blob    string // the address below which the repository's files are; "" if unknown
	leftOut int    // findings that the page had no room for
}

func writeMarkdown(w io.Writer, r *scan.Result, o Options) error {
	p := &markdownPage{Result: r}
	if o.Repository != "" && r.Revision != "" {
		p.blob = o.Repository + "/blob/" + encoded(r.Revision) + "/"
	}
	p.add("## techcheck: %v\n\n%v\n", marked(outcome(r)), marked(joined(" · ", beside(r), judged(r))))
	p.problems()
	var failing, tolerated, rest []*finding.Finding
	for _, f := range openFindings(r) {
		switch {
		case f.Fails:
			failing = append(failing, f)
		case f.State != "":
			tolerated = append(tolerated, f)
		default:
			rest = append(rest, f)
		}
	}
	p.stories(failing)
	p.folded("Violations that do not fail", tolerated)
	p.folded("Warnings and notes", rest)
	if excepted := covered(r); len(excepted) > 0 {
		p.fold(fmt.Sprintf("%d excepted%s", len(excepted), nextExpiry(r)), func() { p.excepted(excepted) })
	}
	p.exceptions()
	p.end()
	_, err := io.WriteString(w, p.String())
	return err
}

// add writes a block, whose arguments are Markdown already, if there is room.
func (p *markdownPage) add(format string, args ...any) bool {
	block := ciCommand.ReplaceAllString(fmt.Sprintf(format, args...), `#\$1`)
	if p.Len()+len(block) > markdownSize-markdownEnd {
		return false
	}
	_, _ = p.WriteString(block) // it never fails
	return true
}

// fold writes what a reader unfolds.
func (p *markdownPage) fold(title string, write func()) {
	if !p.add("\n<details><summary>%v</summary>\n", title) {
		return
	}
	write()
	_, _ = p.WriteString("\n</details>\n")
}

// folded tells findings that a reader unfolds.
func (p *markdownPage) folded(title string, findings []*finding.Finding) {
	if len(findings) > 0 {
		p.fold(fmt.Sprintf("%s: %d", title, len(findings)), func() { p.stories(findings) })
	}
}

func (p *markdownPage) problems() {
	problems := blocking(p.Result)
	if len(problems) == 0 {
		return
	}
	p.add("\n### techcheck could not decide\n\nWhat cannot be read or judged may hide a violation:\n\n")
	for i := range problems {
		at := placed(&problems[i])
		if i == markdownPlaces || !p.add("- %v%v\n", p.place(at), marked(problems[i].Message)) {
			p.add("- and %v\n", count(len(problems)-i, "more problem"))
			return
		}
	}
}

// stories tell findings, those that are alike together.
func (p *markdownPage) stories(findings []*finding.Finding) {
	alike := stories(findings)
	for _, f := range findings {
		if story := alike[storyOf(f)]; story[0] == f && !p.story(story) {
			p.leftOut += len(story)
		}
	}
}

func (p *markdownPage) story(alike []*finding.Finding) bool {
	f := alike[0]
	var b strings.Builder
	fmt.Fprintf(&b, "\n### %v\n\n%v\n\n", marked(f.Message), joined(" · ", string(f.Level), failure(f), marks(f), markdown.Code(clipped(f.Guideline))))
	if len(alike) == 1 && f.Location.Path != "" {
		fmt.Fprintf(&b, "- **where:** %v\n", p.place(f.Location)+p.code(f, f))
	}
	for _, h := range hints(p.Policy, f) {
		if h.label != "next" {
			fmt.Fprintf(&b, "- **%v:** %v\n", h.label, marked(h.text))
		}
	}
	b.WriteString(p.next(f))
	if len(alike) == 1 {
		return p.add("%v", b.String())
	}
	fmt.Fprintf(&b, "- **where:** %v\n", count(len(alike), "place"))
	if !p.add("%v", b.String()) {
		return false
	}
	for i, one := range alike {
		if i == markdownPlaces || !p.add("  - %v\n", p.place(one.Location)+p.code(one, f)) {
			p.leftOut += len(alike) - i
			p.add("  - and %v\n", count(len(alike)-i, "more place"))
			return true
		}
	}
	return true
}

// code is what stands at the place of a finding, in a story whose first is another; or what it says, if that differs.
func (p *markdownPage) code(f, first *finding.Finding) string {
	if f.Message != first.Message {
		return marked(f.Message)
	}
	return markdown.Code(string(snippet(f.Location, f.Excerpt, markdownCode)))
}

func failure(f *finding.Finding) string {
	if f.Fails {
		return "**fails**"
	}
	return ""
}

// next says how to go on, to a reader who may have no techcheck at hand, too.
func (p *markdownPage) next(f *finding.Finding) string {
	g := judgement(p.Policy, f.Guideline)
	switch f.State {
	case "":
		return ""
	case finding.NeedsReview:
		way := "ask for an exception review: "
		if page := webPage(reviewAt(p.Policy, f)); page != "" {
			way = markdown.Link("ask for an exception review", page) + ", or run "
		}
		return "- **next:** " + way + markdown.Code(clipped(request(p.Policy, f))) + "\n"
	case finding.Lapsed:
		return "- **next:** " + markdown.Code(clipped(next(p.Policy, &g, f))) + "\n"
	}
	return "- **next:** " + marked(next(p.Policy, &g, f)) + "\n"
}

// excepted tells what exceptions cover: who decided, why and until when.
func (p *markdownPage) excepted(findings []*finding.Finding) {
	p.add("\n")
	for i, f := range findings {
		if i == markdownPlaces || !p.add("- %v%v %v: %v\n", p.place(f.Location), marked(f.Message), markdown.Code(clipped(f.Guideline)), marked(strings.Join(f.Notes, " "))) {
			p.add("- and %v more\n", len(findings)-i)
			return
		}
	}
}

// exceptions tell what is to be done about exceptions.
func (p *markdownPage) exceptions() {
	said := 0
	for i := range p.Exceptions {
		st := &p.Exceptions[i]
		text := attention(p.Policy, st)
		switch {
		case text == "":
			continue
		case said == 0:
			p.add("\n### Exceptions to look at\n\n")
		case said == markdownPlaces:
			p.add("- and more\n")
			return
		}
		said++
		p.add("- %v %v\n", markdown.Code(clipped(st.ID)), marked(text))
	}
}

// end says what was checked and what was not, where the rest is, and what techcheck is.
func (p *markdownPage) end() {
	lines := []string{"\n---\n", marked("Checked: " + checked(p.Result))}
	for _, text := range unchecked(p.Result) {
		lines = append(lines, marked(text))
	}
	if tolerated := len(p.Problems) - len(blocking(p.Result)); tolerated > 0 {
		lines = append(lines, count(tolerated, "problem")+" that this change did not bring")
	}
	if p.leftOut > 0 {
		lines = append(lines, "Left out here: "+count(p.leftOut, "finding")+". The log of `techcheck scan` has everything")
	}
	for _, text := range background(p.Result)[1:] {
		lines = append(lines, marked(text))
	}
	lines = append(lines[:min(len(lines), 10)], "Told by "+markdown.Link("techcheck", homepage))
	_, _ = p.WriteString(strings.Join(lines, "\n- ") + "\n") // it never fails
}

// place is where something stands, linked if the file's address is known.
func (p *markdownPage) place(at inventory.Location) string {
	if at.Path == "" {
		return ""
	}
	text, anchor := at.Path, ""
	if at.Line > 0 {
		text, anchor = fmt.Sprintf("%s:%d", at.Path, at.Line), fmt.Sprintf("#L%d", at.Line)
	}
	if p.blob == "" {
		return markdown.Code(clipped(text)) + " "
	}
	return markdown.Link(clipped(text), p.blob+strings.ReplaceAll(encoded(at.Path), "%2F", "/")+anchor) + " "
}

// marked shows a text that others wrote as it is.
func marked(s string) string { return markdown.Linked(clipped(s)) }

func clipped(s string) string {
	if len(s) <= markdownText {
		return s
	}
	return firstRunes(s, markdownText) + "…"
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}
