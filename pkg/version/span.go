package version

import (
	"strings"

	"deps.dev/util/semver"
)

// span is an unbroken stretch of versions. A bound that is nil is none: the zero span is everything.
type span struct {
	min, max         *semver.Version
	minOpen, maxOpen bool // the bound itself is not in the span
}

// highest stands for the number that is above all others. It is the largest that the library reads.
const highest = "9223372036854775806"

// spans gives what a component may be: its version, else what its requirement allows, else everything.
func (e ecosystem) spans(version, requirement string) []span {
	if v, ok := e.version(version); ok {
		s := span{min: v, max: v}
		if e.moving && !v.IsPrerelease() {
			s.max = e.lastOf(version, v)
		}
		return []span{s}
	}
	if spans, ok := e.allowed(requirement); ok {
		return spans
	}
	return []span{{}}
}

// lastOf gives the highest version that a tag may come to stand for: of 1.25, the last 1.25.x.
func (e ecosystem) lastOf(tag string, v *semver.Version) *semver.Version {
	numbers, _ := leadingVersion(trimV(tag))
	if strings.Count(numbers, ".") >= 2 {
		return v
	}
	last, _ := e.read(numbers + "." + highest) // as v has been read, so can this
	return last
}

// allowed gives what a requirement allows. It is false if that cannot be told, or if nothing satisfies it.
func (e ecosystem) allowed(requirement string) ([]span, bool) {
	if strings.TrimSpace(requirement) == "" {
		return nil, false
	}
	if e.plain != nil {
		requirement = e.plain(requirement)
	}
	if e.first != nil && e.first(requirement) {
		return e.grammar.spans(e, requirement)
	}
	if spans, ok := e.constrained(requirement); ok || e.grammar == nil {
		return spans, ok
	}
	return e.grammar.spans(e, requirement)
}

// constrained reads a requirement as the library does. Of its sets only the text is used, and alternatives are read one by one:
// its unions lose versions, and its intersection of [1,2) and [2,3] is not empty.
func (e ecosystem) constrained(requirement string) ([]span, bool) {
	if e.constraint == nil {
		return nil, false
	}
	var spans []span
	for alternative := range strings.SplitSeq(requirement, "||") {
		c, err := e.constraint(alternative)
		if err != nil {
			return nil, false
		}
		for text := range strings.SplitSeq(strings.Trim(c.Set().String(), "{}"), ",") {
			if text == "<empty>" {
				continue
			}
			s, ok := e.parseSpan(text)
			if !ok {
				return nil, false
			}
			spans = append(spans, s)
		}
	}
	return spans, len(spans) > 0
}

// parseSpan reads a span as semver.Set.String writes it: 1.2.3, [1.2.3:1.∞.∞], (1.2.3:2.0.0).
func (e ecosystem) parseSpan(text string) (span, bool) {
	minimum, maximum, isVector := strings.Cut(text, ":")
	if !isVector {
		v, ok := e.version(text)
		return span{min: v, max: v}, ok
	}
	lower, okMin := e.parseBound(minimum[1:])
	upper, okMax := e.parseBound(maximum[:len(maximum)-1])
	return span{
		min: lower, minOpen: minimum[0] == '(',
		max: upper, maxOpen: maximum[len(maximum)-1] == ')',
	}, okMin && okMax
}

// parseBound reads an end of a span; nil if it is unbounded (∞.∞.∞).
func (e ecosystem) parseBound(text string) (*semver.Version, bool) {
	if strings.HasPrefix(text, "∞") {
		return nil, true
	}
	return e.version(strings.ReplaceAll(text, "∞", highest))
}
