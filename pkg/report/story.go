package report

import (
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
)

// fewPlaces is in how many places findings that are alike may still be told one by one.
const fewPlaces = 5

// storyKey is what findings have in common that are one story in many places: all that their hints depend on.
type storyKey struct {
	guideline, technology string
	level                 finding.Level
	state                 finding.State
	fails, introduced     bool
	exception, notes      string
}

// oneByOne tells whether the findings of a story are told one by one, as they are few: violations, each of which has its own next
// step, and what does not say the same.
func oneByOne(story []*finding.Finding) bool {
	other := func(f *finding.Finding) bool { return f.Level == finding.Error || f.Message != story[0].Message }
	return len(story) <= fewPlaces && slices.ContainsFunc(story, other)
}

// storyOf tells which story a finding belongs to.
func storyOf(f *finding.Finding) storyKey {
	return storyKey{
		guideline: f.Guideline, technology: f.Technology, level: f.Level, state: f.State,
		fails: f.Fails, introduced: f.Introduced, exception: f.Exception, notes: strings.Join(f.Notes, "\n"),
	}
}

// stories gathers findings that are alike, each in the given order.
func stories(findings []*finding.Finding) map[storyKey][]*finding.Finding {
	all := map[storyKey][]*finding.Finding{}
	for _, f := range findings {
		key := storyOf(f)
		all[key] = append(all[key], f)
	}
	return all
}
