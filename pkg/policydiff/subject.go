package policydiff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// subject is what changes are said about.
type subject struct {
	*comparison
	kind Kind
	id   string
}

func (s subject) say(group Group, format string, args ...any) {
	s.changes = append(s.changes, Change{group, s.kind, s.id, fmt.Sprintf(format, args...)})
}

// value tells that a key has another value.
func (s subject) value(group Group, key, old, new string) {
	if old != new {
		s.say(group, "%s is %s, was %s", key, orNot(new), orNot(old))
	}
}

func orNot(value string) string {
	if value == "" {
		return "not set"
	}
	return value
}

// ranked tells that a key has another value; order lists its values, the strictest last.
func ranked[T ~string](s subject, key string, order []T, old, new T) {
	s.value(direction(slices.Index(order, old), slices.Index(order, new)), key, string(old), string(new))
}

// direction is where a change leads from one rank to another; -1 is no rank.
func direction(old, new int) Group {
	switch {
	case old < 0 || new < 0 || old == new:
		return Other
	case new > old:
		return Tightened
	}
	return Loosened
}

// date tells that a day moved.
func (s subject) date(key string, old, new guideline.Date) {
	switch {
	case old == "" || new == "":
		s.value(Dates, key, string(old), string(new))
	case new > old:
		s.say(Dates, "%s moves later, from %s to %s", key, old, new)
	case new < old:
		s.say(Dates, "%s moves earlier, from %s to %s", key, old, new)
	}
}

// reworded tells that a text is not the same, which nobody reads twice in one line.
func (s subject) reworded(key, old, new string) {
	if old != new {
		s.say(Other, "%s is reworded", key)
	}
}

// list tells which entries came and went. Their order says nothing.
func (s subject) list(group Group, key string, old, new []string) {
	if text := cameAndWent(without(new, old), without(old, new)); text != "" {
		s.say(group, "%s: %s", key, text)
	}
}

// cameAndWent writes the entries of a list that came and went: "a, b added; c removed".
func cameAndWent(added, removed []string) string {
	var parts []string
	if len(added) > 0 {
		parts = append(parts, strings.Join(added, ", ")+" added")
	}
	if len(removed) > 0 {
		parts = append(parts, strings.Join(removed, ", ")+" removed")
	}
	return strings.Join(parts, "; ")
}

// without gives the entries of a that are not in b.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(entry string) bool { return slices.Contains(b, entry) })
}

// bothWays is the group of a change that takes something in, leaves something out, or does both.
func bothWays(takesIn, leavesOut bool, in, out Group) Group {
	switch {
	case takesIn && !leavesOut:
		return in
	case leavesOut && !takesIn:
		return out
	}
	return Other
}

// entries is list where what comes leads in one direction, and what goes in the other.
func (s subject) entries(key string, old, new []string, came, went Group) {
	s.list(oneWay(old, new, came, went), key, old, new)
}

// members is entries of a subject that is the list itself.
func (s subject) members(old, new []string, came, went Group) {
	if text := cameAndWent(without(new, old), without(old, new)); text != "" {
		s.say(oneWay(old, new, came, went), "%s", text)
	}
}

func oneWay(old, new []string, came, went Group) Group {
	return bothWays(len(without(new, old)) > 0, len(without(old, new)) > 0, came, went)
}
