package advice

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// ruleSets are the sets of a guideline, by the level of what they say.
var ruleSets = map[finding.Level]string{finding.Error: "deny", finding.Warning: "warn", finding.Note: "inform"}

// finding tells what is found, why the guideline applies, and how its level came to be.
func (e *Explainer) finding(f *finding.Finding) Explanation {
	g := e.Policy.Guideline(f.Guideline)
	x := Explanation{Kind: "finding", ID: f.ID, Title: f.Message, Links: g.Links}
	x.at(f.Location)
	x.say("The guideline %s says so: %s", g.ID, g.Reason)
	if c := f.Component; c != nil {
		x.say("It applies, because %s.", strings.Join(e.matched(g, c), " and "))
	} else {
		x.say("It applies to the repository, which uses %s.", e.Policy.TechnologyName(f.Technology))
	}
	x.say("%s", origin(g, f))
	for _, note := range f.Notes {
		x.say("Note: %s.", note)
	}
	switch {
	case f.Fails:
		x.say("It fails the scan until an exception covers it. %s", e.exceptionNeeds(g.Owner))
	case f.Level == finding.Error:
		x.say("It does not fail the scan, because the guideline only observes or an exception covers it.")
	default:
		x.say("It does not fail the scan, because its level is %s.", f.Level)
	}
	return x
}

// origin says which rules a finding comes from, and whether its level was lowered.
func origin(g *guideline.Guideline, f *finding.Finding) string {
	from := "the settings"
	switch {
	case g.Status != "":
		from = fmt.Sprintf("the set %s of the status %s", ruleSets[f.Said], g.Status)
	case g.Module != "":
		from = fmt.Sprintf("the set %s of %s", ruleSets[f.Said], g.Module)
	}
	if f.Said != f.Level {
		return fmt.Sprintf("It comes from %s, at level %s; that was lowered to %s.", from, f.Said, f.Level)
	}
	return fmt.Sprintf("It comes from %s, at level %s.", from, f.Level)
}

// matched says, key by key of its selector, why a guideline is about a component.
func (e *Explainer) matched(g *guideline.Guideline, c *inventory.Component) []string {
	s := &g.AppliesTo
	var why []string
	for _, id := range c.Technologies {
		if slices.Contains(s.Technologies, id) || slices.Contains(s.Categories, e.categoryOf(id)) {
			why = append(why, fmt.Sprintf("%s is %s by the pattern %s", c.PURL, e.Policy.TechnologyName(id), strings.Join(e.recognisedBy(id, c), ", ")))
		}
	}
	if fitting := fitting(s.Purls, e.Catalogue.Key(c)); len(fitting) > 0 {
		why = append(why, fmt.Sprintf("%s fits %s", c.PURL, strings.Join(fitting, ", ")))
	}
	for _, key := range []struct {
		name    string
		allowed []string
		value   string
	}{{"type", s.Types, c.Type}, {"kind", s.Kinds, string(c.Kind)}, {"scope", s.Scopes, string(c.Scope)}} {
		if len(key.allowed) > 0 {
			why = append(why, fmt.Sprintf("its %s is %s", key.name, key.value))
		}
	}
	if s.Versions != "" {
		why = append(why, fmt.Sprintf("its version, %s, is or may be %s", versionOf(c), s.Versions))
	}
	if len(why) == 0 {
		return []string{"it is about every component"}
	}
	return why
}

func versionOf(c *inventory.Component) string {
	switch {
	case c.Version != "":
		return c.Version
	case c.Requirement != "":
		return "required as " + c.Requirement
	}
	return "which is not known"
}

// recognisedBy are the patterns of a technology that a component fits.
func (e *Explainer) recognisedBy(technology string, c *inventory.Component) []string {
	var patterns []string
	for _, evidence := range e.Policy.Technology(technology).IdentifiedBy {
		patterns = append(patterns, evidence.Purl)
	}
	return fitting(patterns, e.Catalogue.Key(c))
}

// fitting picks the patterns that a component fits.
func fitting(patterns []string, key purl.Key) []string {
	return slices.DeleteFunc(slices.Clone(patterns), func(text string) bool {
		pattern, err := purl.ParsePattern(text)
		return err != nil || !pattern.Match(key)
	})
}
