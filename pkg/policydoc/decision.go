package policydoc

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/dna-group/techcheck/pkg/folder"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/markdown"
)

// decision writes the page of a decision, with its text if source holds it.
func (s *site) decision(d *guideline.Decision, source fs.FS) (folder.File, error) {
	p := newPage(decisionPath(d), d.ID+": "+d.Title)
	if d.Summary != "" {
		p.line("%s\n", markdown.Text(d.Summary))
	}
	p.fact("Status", s.standing(p, d))
	p.fact("Date", string(d.Date))
	if d.Status == guideline.Proposed {
		p.fact("Discussed in", markdown.Text(d.Forum))
	}
	p.fact("Decided by", list(d.Makers, markdown.Text))
	p.fact("Consulted", list(d.Consulted, markdown.Text))
	p.fact("Informed", list(d.Informed, markdown.Text))
	p.fact("Review by", string(d.ReviewBy))
	p.section("Guidelines that rest on it")
	resting := 0
	for i := range s.Guidelines {
		if g := &s.Guidelines[i]; g.Decision == d.ID {
			p.line("- %s", p.link(s.title(g), guidelinePath(g)))
			resting++
		}
	}
	if resting == 0 {
		p.line("None.")
	}
	if source != nil {
		text, err := fs.ReadFile(source, d.Place.Path)
		if err != nil {
			return folder.File{}, fmt.Errorf("reading the decision %s: %w", d.ID, err)
		}
		if body := s.body(string(text)); body != "" {
			p.line("\n%s", body)
		}
	}
	return p.file(s.Policy), nil
}

// standing says where a decision stands, and what came in its place.
func (s *site) standing(p *page, d *guideline.Decision) string {
	if d.SupersededBy == "" {
		return string(d.Status)
	}
	if next := s.Decision(d.SupersededBy); next != nil {
		return "superseded by " + p.link(next.ID+": "+next.Title, decisionPath(next))
	}
	return "superseded by " + markdown.Text(d.SupersededBy)
}

var (
	frontMatter = regexp.MustCompile(`(?s)\A\x{feff}?---[ \t]*\n.*?\n---[ \t]*(?:\n|\z)`)
	title       = regexp.MustCompile(`(?m)\A\s*# .*$`)
	fence       = regexp.MustCompile("^ {0,3}(```|~~~)")
	link        = regexp.MustCompile(`!?\[([^\]]*)\]\(<?([^)\s>]*)[^)]*\)`)
	reference   = regexp.MustCompile(`^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)`)
	elsewhere   = regexp.MustCompile(`^([a-zA-Z][a-zA-Z0-9+.-]*:|//|#)`)
)

// body is the text of a decision below its title: Markdown of the policy's own authors. Of links to files that are no
// pages of the site the text is left.
func (s *site) body(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = title.ReplaceAllString(frontMatter.ReplaceAllString(text, ""), "")
	lines := strings.Split(strings.TrimSpace(text), "\n")
	code := false
	kept := lines[:0]
	for _, line := range lines {
		if fence.MatchString(line) {
			code = !code
		}
		if !code {
			if m := reference.FindStringSubmatch(line); m != nil && !s.resolves(m[1]) {
				continue
			}
			line = link.ReplaceAllStringFunc(line, s.local)
		}
		kept = append(kept, line)
	}
	return strings.Join(kept, "\n")
}

// local is a link as it can stand on the page of a decision.
func (s *site) local(written string) string {
	if m := link.FindStringSubmatch(written); !s.resolves(m[2]) {
		return m[1]
	}
	return written
}

// resolves tells whether an address on the page of a decision is one elsewhere, or that of another decision.
func (s *site) resolves(address string) bool {
	if elsewhere.MatchString(address) {
		return true
	}
	file, _, _ := strings.Cut(address, "#")
	for i := range s.Decisions {
		if path.Join("decisions", file) == decisionPath(&s.Decisions[i]) {
			return true
		}
	}
	return false
}
