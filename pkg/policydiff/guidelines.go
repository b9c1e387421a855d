package policydiff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
)

// enforces are the values of enforce, the strictest last.
var enforces = []guideline.Enforce{guideline.EnforceObserve, guideline.EnforceNew, guideline.EnforceAll}

// guidelines compares the guidelines of both folders, and those that the settings make.
func (c *comparison) guidelines() {
	matched(c, Guideline, written(c.old), written(c.new),
		func(g *guideline.Guideline) string { return g.ID }, guidelineHeadline, subject.guideline)
	matched(c, Guideline, c.old.Settings.Categories, c.new.Settings.Categories,
		func(r *guideline.CategoryRule) string { return "categories/" + r.Category }, categoryHeadline, subject.category)
	matched(c, Guideline, c.old.Settings.Unlisted, c.new.Settings.Unlisted,
		func(r *guideline.UnlistedRule) string { return "unlisted/" + r.Kind }, unlistedHeadline, subject.unlisted)
}

// written are the guidelines that stand in the folder: a judge's policy also lists those that its settings make.
func written(p *guideline.Policy) []guideline.Guideline {
	return slices.DeleteFunc(slices.Clone(p.Guidelines), func(g guideline.Guideline) bool { return g.Status == "" && g.Module == "" })
}

// statusWords tell a status in a headline.
var statusWords = map[guideline.Status]string{
	guideline.Approved: "approved", guideline.Trial: "in trial", guideline.Hold: "on hold", guideline.Disallowed: "disallowed",
}

func guidelineHeadline(p *guideline.Policy, g *guideline.Guideline) string {
	if g.Status == "" {
		return p.Subject(g)
	}
	return p.Subject(g) + ": " + statusWords[g.Status]
}

func categoryHeadline(p *guideline.Policy, r *guideline.CategoryRule) string {
	names := make([]string, len(r.Default))
	for i, id := range r.Default {
		names[i] = p.TechnologyName(id)
	}
	return "default: " + strings.Join(names, ", ") + "; others: " + r.Others
}

func unlistedHeadline(_ *guideline.Policy, r *guideline.UnlistedRule) string {
	return "components that are no known technology: " + r.Level
}

func (s subject) guideline(old, new *guideline.Guideline) {
	ranked(s, "status", guideline.Statuses, old.Status, new.Status)
	s.enforce(old.Enforce, new.Enforce)
	s.selector(&old.AppliesTo, &new.AppliesTo, old.Status != guideline.Approved && new.Status != guideline.Approved)
	s.entries("pilots", old.Pilots, new.Pilots, Loosened, Tightened)
	s.date("since", old.Since, new.Since)
	s.date("until", old.Until, new.Until)
	s.rule(
		guideline.Rule{Reason: old.Reason, Owner: old.Owner, Decision: old.Decision, ReviewBy: old.ReviewBy},
		guideline.Rule{Reason: new.Reason, Owner: new.Owner, Decision: new.Decision, ReviewBy: new.ReviewBy},
	)
	s.list(Other, "alternatives", old.Alternatives, new.Alternatives)
	s.list(Other, "links", links(old.Links), links(new.Links))
	s.reworded("title", old.Title, new.Title)
	s.rego(moduleText(s.old, old.Module), moduleText(s.new, new.Module))
}

// enforce compares what applies: a guideline that says nothing is enforced as its policy is.
func (s subject) enforce(old, new guideline.Enforce) {
	was := cmp.Or(old, s.old.Settings.Enforce)
	is := cmp.Or(new, s.new.Settings.Enforce)
	s.value(direction(slices.Index(enforces, was), slices.Index(enforces, is)), "enforce", string(old), string(new))
}

func (s subject) category(old, new *guideline.CategoryRule) {
	ranked(s, "others", finding.Levels, finding.Level(old.Others), finding.Level(new.Others))
	s.entries("default", old.Default, new.Default, Loosened, Tightened)
	s.rule(old.Rule, new.Rule)
}

func (s subject) unlisted(old, new *guideline.UnlistedRule) {
	ranked(s, "level", finding.Levels, finding.Level(old.Level), finding.Level(new.Level))
	s.rule(old.Rule, new.Rule)
}

// rule compares what everything that judges says of itself.
func (s subject) rule(old, new guideline.Rule) {
	s.date("review_by", old.ReviewBy, new.ReviewBy)
	s.value(Other, "owner", old.Owner, new.Owner)
	s.value(Other, "decision", old.Decision, new.Decision)
	s.reworded("reason", old.Reason, new.Reason)
}

func links(all []guideline.Link) []string {
	texts := make([]string, len(all))
	for i, link := range all {
		texts[i] = link.Name + " " + link.URL
	}
	return texts
}
