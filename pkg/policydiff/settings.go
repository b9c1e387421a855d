package policydiff

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
)

// setting is a key of the settings that has one value, and the direction in which another value leads.
type setting struct {
	key       string
	value     func(*guideline.Settings) string
	direction func(old, new string) Group
}

var settings = []setting{
	{"name", func(s *guideline.Settings) string { return s.Name }, unordered},
	{"enforce", func(s *guideline.Settings) string { return string(s.Enforce) }, strictestLast(enforces...)},
	{"indirect", func(s *guideline.Settings) string { return s.Indirect }, strictestLast(finding.Levels...)},
	{"repository_exclude", func(s *guideline.Settings) string { return s.RepositoryExclude }, strictestLast("allow", "forbid")},
	{"unreadable", func(s *guideline.Settings) string { return s.Unreadable }, strictestLast("changed", "all")},
	{"review.overdue", func(s *guideline.Settings) string { return s.Review.Overdue }, strictestLast("warn", "enforce")},
	{"review.grace_days", func(s *guideline.Settings) string { return strconv.Itoa(s.Review.GraceDays) }, moreIsStricter},
	{"review_at", func(s *guideline.Settings) string { return s.ReviewAt }, unordered},
	{"exceptions.trust", func(s *guideline.Settings) string { return s.Exceptions.Trust }, unordered},
	{"exceptions.register", func(s *guideline.Settings) string { return s.Exceptions.Register }, unordered},
	{"exceptions.max_days", func(s *guideline.Settings) string { return strconv.Itoa(s.Exceptions.MaxDays) }, fewerIsStricter},
	{"exceptions.notice_days", func(s *guideline.Settings) string { return strconv.Itoa(s.Exceptions.NoticeDays) }, fewerIsStricter},
	{"exceptions.grace_days", func(s *guideline.Settings) string { return strconv.Itoa(s.Exceptions.GraceDays) }, fewerIsStricter},
	{"exceptions.codeowners", func(s *guideline.Settings) string { return strconv.FormatBool(s.Exceptions.Codeowners) }, strictestLast("false", "true")},
}

func unordered(_, _ string) Group { return Other }

func strictestLast[T ~string](values ...T) func(old, new string) Group {
	return func(old, new string) Group {
		return direction(slices.Index(values, T(old)), slices.Index(values, T(new)))
	}
}

func moreIsStricter(old, new string) Group {
	before, _ := strconv.Atoi(old) // value has written them
	after, _ := strconv.Atoi(new)
	return direction(before, after)
}

func fewerIsStricter(old, new string) Group { return moreIsStricter(new, old) }

func (c *comparison) settings() {
	old, new := &c.old.Settings, &c.new.Settings
	for _, each := range settings {
		was, is := each.value(old), each.value(new)
		if was != is {
			c.setting(each.key).say(each.direction(was, is), "is %s, was %s", orNot(is), orNot(was))
		}
	}
	c.setting("exclude").members(old.Exclude, new.Exclude, Loosened, Tightened)
	c.setting("mirrors").members(mirrors(old), mirrors(new), Other, Other)
	c.setting("attributes").members(attributes(old), attributes(new), Other, Other)
}

func (c *comparison) setting(key string) subject { return subject{c, Setting, key} }

func mirrors(s *guideline.Settings) []string {
	texts := make([]string, len(s.Mirrors))
	for i, m := range s.Mirrors {
		texts[i] = m.From + " for " + m.To
	}
	return texts
}

func attributes(s *guideline.Settings) []string {
	texts := make([]string, len(s.Attributes))
	for i, a := range s.Attributes {
		texts[i] = a.Name + " (" + strings.Join(a.Values, ", ") + ")"
	}
	return texts
}

func (c *comparison) owners() {
	matched(c, Owner, c.old.Settings.Owners, c.new.Settings.Owners,
		func(o *guideline.Owner) string { return o.ID },
		func(_ *guideline.Policy, o *guideline.Owner) string { return o.Name + ", " + o.Contact },
		func(s subject, old, new *guideline.Owner) {
			s.value(Other, "name", old.Name, new.Name)
			s.value(Other, "contact", old.Contact, new.Contact)
		})
}
