package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/markdown"
	"github.com/dna-group/techcheck/pkg/scan"
)

// sarifRules describes the guidelines that findings rest on, and gives the index of each.
func sarifRules(p *guideline.Policy, findings []*finding.Finding) ([]sarifRule, map[string]int) {
	level := map[string]finding.Level{}
	for _, f := range findings {
		if slices.Index(finding.Levels, f.Level) > slices.Index(finding.Levels, level[f.Guideline]) {
			level[f.Guideline] = f.Level
		}
	}
	rules, index := []sarifRule{}, map[string]int{}
	for _, id := range slices.Sorted(maps.Keys(level)) {
		index[id] = len(rules)
		g := judgement(p, id)
		rules = append(rules, toRule(p, &g, level[id]))
	}
	return rules, index
}

func toRule(p *guideline.Policy, g *guideline.Guideline, level finding.Level) sarifRule {
	subject := cmp.Or(p.Subject(g), g.ID)
	if g.Status != "" {
		subject += " (" + string(g.Status) + ")"
	}
	rule := sarifRule{
		ID:               ruleID(g.ID),
		ShortDescription: sarifText{Text: described(subject)},
		FullDescription:  sarifText{Text: described(cmp.Or(g.Reason, subject))},
		Configuration:    sarifConfiguration{string(level)},
		Properties:       &sarifRuleProperties{[]string{"technology", string(harmless(g.Area()))}, "very-high", severities[level]},
	}
	rule.Help = help(p, g, subject)
	rule.HelpURI = firstPage(g)
	return rule
}

// severities are CodeQL's words, by which GitHub filters alerts.
var severities = map[finding.Level]string{finding.Error: "error", finding.Warning: "warning", finding.Note: "recommendation"}

// described is a rule's description, one sentence and not too long.
func described(text string) string {
	runes := []rune(markdown.Plain(strings.TrimSuffix(text, ".")))
	if len(runes) >= sarifDescription {
		runes = append(runes[:sarifDescription-2], '…')
	}
	return string(runes) + "."
}

// ruleID is a guideline's id.
func ruleID(id string) string { return cmp.Or(string(harmless(id)), "guideline") }

// help says of a guideline why there is one, what decision it rests on, what to use instead and how to ask.
func help(p *guideline.Policy, g *guideline.Guideline, subject string) sarifText {
	d, names := decision(p, g.Decision), make([]string, len(g.Alternatives))
	for i, id := range g.Alternatives {
		names[i] = p.TechnologyName(id)
	}
	said := []hint{
		{"Why", g.Reason},
		{"Decision", joined(", ", d.ID, d.Title, string(d.Date))},
		{"Use", strings.Join(names, ", ")},
		{"Ask", ask(owner(p, g.Owner))},
		{"Ask for an exception", command("exception request", g.ID) + " --at FILE:LINE"},
	}
	if d.Title == "" && d.Date == "" {
		said[1].text = d.ID
	}
	if g.ID == scan.LeftOut { // on which nobody decides
		said[4].text = ""
	}
	text, marked := markdown.Plain(subject)+".", "**"+markdown.Text(subject)+"**\n"
	for _, h := range said {
		if h.text == "" {
			continue
		}
		text += "\n" + h.label + ": " + markdown.Plain(h.text)
		written := markdown.Text(h.text)
		if h.label == said[4].label {
			written = markdown.Code(h.text)
		}
		marked += "\n- **" + h.label + ":** " + written
	}
	for _, link := range g.Links {
		text += "\nSee " + markdown.Plain(link.Name+": "+link.URL)
		marked += "\n- **See:** " + markdown.Link(link.Name, link.URL)
	}
	return sarifText{text, marked + "\n"}
}
