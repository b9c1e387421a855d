package policydiff

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/version"
)

// selector compares what a guideline is about. To be about more is stricter, unless it only approves.
func (s subject) selector(old, new *guideline.Selector, restricts bool) {
	wider, narrower := Tightened, Loosened
	if !restricts {
		wider, narrower = Other, Other
	}
	names := func(key string, old, new, all []string) {
		before, after := orAll(old, all), orAll(new, all)
		s.names(bothWays(!within(after, before), !within(before, after), wider, narrower), key, old, new)
	}
	names("technologies", old.Technologies, new.Technologies, nil)
	names("categories", old.Categories, new.Categories, nil)
	names("purls", old.Purls, new.Purls, nil)
	names("types", old.Types, new.Types, nil)
	names("kinds", old.Kinds, new.Kinds, nil)
	names("scopes", old.Scopes, new.Scopes, usedScopes())
	s.versions(old.Versions, new.Versions, wider, narrower)
	s.value(bothWays(new.Indirect, old.Indirect, wider, narrower), "indirect", strconv.FormatBool(old.Indirect), strconv.FormatBool(new.Indirect))
	s.value(Other, "applies_to: repository", strconv.FormatBool(old.Repository), strconv.FormatBool(new.Repository))
}

// names compares the names of one selector; none select everything.
func (s subject) names(group Group, key string, old, new []string) {
	switch {
	case len(old) == 0 && len(new) > 0:
		s.say(group, "%s: only %s now", key, strings.Join(new, ", "))
	case len(new) == 0 && len(old) > 0:
		s.say(group, "%s: not only %s any more", key, strings.Join(old, ", "))
	default:
		s.list(group, key, old, new)
	}
}

// within tells whether b holds every name of a; an empty list holds every name there is.
func within(a, b []string) bool {
	return len(b) == 0 || len(a) > 0 && len(without(a, b)) == 0
}

// orAll is a list, or what stands for one without names.
func orAll(list, all []string) []string {
	if len(list) > 0 {
		return list
	}
	return all
}

// usedScopes are the scopes that a selector without scopes means: all but managed.
func usedScopes() []string {
	var used []string
	for _, scope := range inventory.Scopes {
		if scope != inventory.Managed {
			used = append(used, string(scope))
		}
	}
	return used
}

// versions compares two ranges by the versions that they hold, as far as these can be read.
func (s subject) versions(old, new string, wider, narrower Group) {
	if old == new {
		return
	}
	before, err1 := version.ParseRange(old)
	after, err2 := version.ParseRange(new)
	known := err1 == nil && err2 == nil
	grows, shrinks := known && version.Covers(after, before), known && version.Covers(before, after)
	group, how := bothWays(grows, shrinks, wider, narrower), "change"
	switch {
	case grows && !shrinks:
		how = "widen"
	case shrinks && !grows:
		how = "narrow"
	case grows && shrinks:
		how = "are rewritten"
	}
	s.say(group, "versions %s from %s to %s", how, cmp.Or(old, "all"), cmp.Or(new, "all"))
}
