package policyinit

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/folder"
	"github.com/dna-group/techcheck/pkg/guideline"
)

// choices gives the choices.yaml of each area. A judgement's area is its technology's category.
func (m *Imported) choices(reviewBy guideline.Date) []folder.File {
	var files []folder.File
	for i := range m.Judgements {
		g := &m.Judgements[i]
		path := choicesPath(g.Area())
		if len(files) == 0 || files[len(files)-1].Path != path { // they are sorted by id
			files = append(files, folder.File{Path: path, Text: defaults(reviewBy)})
		}
		files[len(files)-1].Text += "\n" + entry(g)
	}
	return files
}

func choicesPath(area string) string { return PolicyFolder + "/guidelines/" + area + "/choices.yaml" }

// defaults is how a choices.yaml starts.
func defaults(reviewBy guideline.Date) string {
	return fmt.Sprintf("defaults: {owner: %s, decision: %s, review_by: %s}\n", group.ID, firstDecision, reviewBy)
}

// entry is a judgement in YAML, without what defaults says.
func entry(g *guideline.Guideline) string {
	var b strings.Builder
	_, name, _ := strings.Cut(g.ID, "/")
	fmt.Fprintf(&b, "%s:\n  status: %s\n  reason: %s\n", scalar(name), g.Status, scalar(g.Reason))
	if g.Owner != group.ID {
		fmt.Fprintf(&b, "  owner: %s\n", scalar(g.Owner))
	}
	if g.Decision != firstDecision {
		fmt.Fprintf(&b, "  decision: %s\n", g.Decision)
	}
	if g.Until != "" {
		fmt.Fprintf(&b, "  until: %s\n", g.Until)
	}
	if g.ReviewBy != "" {
		fmt.Fprintf(&b, "  review_by: %s\n", g.ReviewBy)
	}
	if len(g.Alternatives) > 0 {
		fmt.Fprintf(&b, "  alternatives: [%s]\n", strings.Join(g.Alternatives, ", "))
	}
	for _, link := range g.Links {
		fmt.Fprintf(&b, "  links:\n    %s: %s\n", link.Name, scalar(link.URL))
	}
	return b.String()
}

// scalar writes a text of one line as YAML, in quotes where it needs some.
func scalar(text string) string { return encoded(text) }

// quoted is scalar, always in quotes: what somebody writes in the text's place may begin with # or @.
func quoted(text string) string {
	return encoded(&yaml.Node{Kind: yaml.ScalarNode, Style: yaml.DoubleQuotedStyle, Value: text})
}

func encoded(text any) string {
	line, err := yaml.Marshal(text)
	if err != nil {
		panic(err) // every text is YAML
	}
	return strings.TrimSuffix(string(line), "\n")
}
