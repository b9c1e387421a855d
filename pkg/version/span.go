package version

import (
	"cmp"
	"fmt"
	"strings"

	"deps.dev/util/semver"

	"github.com/dna-group/techcheck/pkg/lazyregexp"
)

// span is an unbroken stretch of versions. A bound that is nil is none: the zero span is everything.
type span struct {
	min, max         *semver.Version
	minOpen, maxOpen bool // the bound itself is not in the span
}

// highest stands for the number that is above all others. It is the largest that the library reads.
const highest = "9223372036854775806"

// meaning says which of the versions that a component may be it is.
type meaning int

const (
	unknown   meaning = iota
	anyOf             // of what a requirement allows
	theNewest         // of them
)

// newest matches the names that the newest version goes by, as a tag also with a variant behind: lts-alpine, latest-jdk21. The
// tags alpine and slim are a variant of the newest. What names a line, or a release of what the image is built on, stops moving when
// that ends: lts-hydrogen is Node.js 18, and alpine3.4 what was the newest in 2017.
// (github.com/actions/setup-node, setup-go, setup-python, ruby/setup-ruby, shivammathur/setup-php; nvm's README)
var newest = lazyregexp.New(`^(?i:latest|lts|lts/\*|stable|current|mainline|nightly|node|ruby|alpine|slim)` +
	`(?:-(?:alpine|apache|debug|dev|fpm|slim|amd64|arm64|jdk\d*|jre\d*))*$`)

// series matches what names all versions that begin so, of which a tool takes the newest: 3, 3.x.
var series = lazyregexp.New(`^v?\d+(?:\.\d+)?(?:\.[xX*])?$`)

// spans gives what a component may be: its version, else what its requirement allows, else everything.
func (e ecosystem) spans(version, requirement string) ([]span, meaning) {
	if v, ok := e.version(version); ok {
		if e.moving && !v.IsPrerelease() {
			return []span{{min: v, max: e.lastOf(version, v)}}, theNewest
		}
		return []span{{min: v, max: v}}, anyOf
	}
	spans, ok := e.allowed(requirement)
	switch {
	case !ok && newest.MatchString(cmp.Or(version, requirement)):
		return []span{{}}, theNewest
	case !ok:
		return []span{{}}, unknown
	case e.series && series.MatchString(requirement):
		return spans, theNewest
	}
	return spans, anyOf
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
		set, err := guarded(e.set, alternative)
		if err != nil {
			return nil, false
		}
		for text := range strings.SplitSeq(strings.Trim(set, "{}"), ",") {
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

// set is what the library understands of a requirement.
func (e ecosystem) set(requirement string) (string, error) {
	c, err := e.constraint(requirement)
	if err != nil {
		return "", err
	}
	return c.Set().String(), nil
}

// guarded calls a reader of the library, which panics on some texts that nobody would write: that is an error, too.
func guarded[T any](read func(string) (T, error), text string) (value T, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("reading %q: %v", text, problem)
		}
	}()
	return read(text)
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
