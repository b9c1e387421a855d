package policy

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/version"
)

// findings collects what guidelines say, at the level that dates, decisions and settings leave them.
type findings struct {
	judge *Judge
	asOf  guideline.Date
	all   []finding.Finding
}

// add records a finding about a component, or about the repository if technology is given: then it is shown at the
// component that is the technology's first.
func (f *findings) add(g *guideline.Guideline, level finding.Level, message string, c *inventory.Component, technology string, m matched) {
	lowered, notes := f.level(g, level, m)
	if lowered == finding.Ignore {
		return
	}
	said := finding.Finding{
		Guideline: g.ID, Level: lowered, Said: level, Message: message, Notes: notes, Introduced: c.Introduced, Location: c.Location,
		Technology: technology,
	}
	if technology == "" {
		said.Component = c
		said.Technology = g.Technology
		if said.Technology == "" && len(c.Technologies) > 0 {
			said.Technology = c.Technologies[0]
		}
	}
	f.all = append(f.all, said)
}

// uncertainLevels are the highest levels of what is not surely in a guideline's range.
var uncertainLevels = map[version.Relation]finding.Level{version.MaybeInside: finding.Warning, version.OldInside: finding.Note}

// level lowers a level by everything that a guideline is subject to, and says why.
func (f *findings) level(g *guideline.Guideline, level finding.Level, m matched) (finding.Level, []string) {
	var notes []string
	lower := func(limit finding.Level, format string, args ...any) {
		if level.AtMost(limit) != level {
			level = level.AtMost(limit)
			notes = append(notes, fmt.Sprintf(format, args...))
		}
	}
	if limit, limited := uncertainLevels[m.relation]; limited {
		level = level.AtMost(limit)
	}
	if note := aboutVersion(g, m); note != "" {
		notes = append(notes, note)
	}
	if m.capped {
		lower(finding.Level(f.judge.Policy.Settings.Indirect), "it is an indirect dependency")
	}
	if f.asOf < g.Since {
		lower(finding.Warning, "this is an error from %s on", g.Since)
	}
	if d := f.judge.Policy.Decision(g.Decision); d != nil && d.Status == guideline.Proposed {
		lower(finding.Note, "%s is still being decided", d.ID)
	}
	if g.ReviewBy != "" && f.asOf > g.ReviewBy {
		notes = append(notes, fmt.Sprintf("this guideline was to be reviewed by %s; tell its owner", g.ReviewBy))
		review := f.judge.Policy.Settings.Review
		if review.Overdue == "warn" && f.asOf > g.ReviewBy.AddDays(review.GraceDays) {
			lower(finding.Warning, "it only warns since its review is overdue by more than %d days", review.GraceDays)
		}
	}
	return level, notes
}

// aboutVersion says what a reader has to know of a version that is judged, beside what the finding's line shows.
func aboutVersion(g *guideline.Guideline, m matched) string {
	switch {
	case m.relation == version.OldInside:
		return uncertain(g, m.component) + ", and the newest is not"
	case m.relation == version.MaybeInside:
		return uncertain(g, m.component)
	case m.component != nil && g.AppliesTo.Versions != "" && elsewhere(m.component):
		return found(m.component)
	}
	return ""
}

// elsewhere tells whether a version that is known is not written in the line where its component is, so that a reader does
// not see it: it stands in a matrix, a lock or a parent.
func elsewhere(c *inventory.Component) bool {
	known := c.Resolution != inventory.Unresolved && (c.Version != "" || c.Requirement != "")
	return known && (c.VersionLocation.Path != c.Location.Path || c.VersionLocation.Line != c.Location.Line)
}

// found tells the version, or an image's tag: of a technology that the tag proves, the version is only a part of it.
func found(c *inventory.Component) string {
	word := "version"
	if c.Type == "docker" {
		word = "tag"
	}
	return "its " + word + " is " + cmp.Or(c.Version, c.Requirement)
}

func uncertain(g *guideline.Guideline, c *inventory.Component) string {
	if c.Requirement != "" && c.Resolution != inventory.Unresolved {
		if !version.Readable(c.Type, c.Requirement) {
			return fmt.Sprintf("%s does not say whether it is %s", strconv.Quote(c.Requirement), g.AppliesTo.Versions)
		}
		return fmt.Sprintf("only some of what %s allows is %s", strconv.Quote(c.Requirement), g.AppliesTo.Versions)
	}
	if c.Version != "" {
		return fmt.Sprintf("version %s does not say whether it is %s", c.Version, g.AppliesTo.Versions)
	}
	return fmt.Sprintf("its version is not known: it may be %s or not", g.AppliesTo.Versions)
}

// sorted gives the findings in order, with their ids.
func (f *findings) sorted() []finding.Finding {
	slices.SortStableFunc(f.all, finding.Compare)
	seen := map[string]int{}
	for i := range f.all {
		said := &f.all[i]
		about := subject(said)
		seen[about]++
		sum := sha256.Sum256([]byte(about + "\x00" + strconv.Itoa(seen[about])))
		said.ID = hex.EncodeToString(sum[:8])
	}
	return f.all
}

// subject is what makes two findings equal but for their place: guideline, versionless purl or technology, manifest and project.
func subject(f *finding.Finding) string {
	what, project := f.Technology, ""
	if c := f.Component; c != nil {
		project = c.Project
		what = c.Package()
	}
	return strings.Join([]string{f.Guideline, what, f.Location.Path, project}, "\x00")
}
