package report

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
)

// fewPlaces is in how many places findings that are alike may still be told apart.
const fewPlaces = 5

// storyKey is what findings have in common that are one story in many places: all that their hints depend on.
type storyKey struct {
	guideline, technology string
	level                 finding.Level
	state                 finding.State
	fails, introduced     bool
	exception, notes      string
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

// telling is what findings have in common that a text tells once.
type telling struct {
	storyKey
	message string           // of few places
	one     *finding.Finding // of few violations, each of which has its own next step
}

// tellings gathers what a text tells once, by the first of each: a story; or, of one in few places, what says the same.
func tellings(findings []*finding.Finding) [][]*finding.Finding {
	alike := stories(findings)
	var all [][]*finding.Finding
	places := map[telling]int{}
	for _, f := range findings {
		key := telling{storyKey: storyOf(f)}
		if len(alike[key.storyKey]) <= fewPlaces {
			key.message = f.Message
			if f.Level == finding.Error {
				key.one = f
			}
		}
		at, known := places[key]
		if !known {
			at, places[key] = len(all), len(all)
			all = append(all, nil)
		}
		all[at] = append(all[at], f)
	}
	return all
}
