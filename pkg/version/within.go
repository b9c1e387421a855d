package version

import (
	"slices"

	"deps.dev/util/semver"

	"github.com/dna-group/techcheck/pkg/lazyregexp"
)

// Within tells whether all that a component may be is in the range as a reviewer means it: a pre-release belongs to its release. By
// the order of versions 2.0.0-rc.1 is in <2, and who allows <2 does not mean it; unless the range itself names a pre-release of the same
// release. (PEP 440 says so of <, and npm of all comparators.)
func (r Range) Within(purlType, version, requirement string) bool {
	if len(r.comparators) == 0 {
		return true
	}
	e := ecosystemOf(purlType)
	ends, ok := r.versions(e)
	if !ok || r.Relate(purlType, version, requirement) != Inside {
		return false
	}
	spans, _ := e.spans(version, requirement)
	for _, s := range spans {
		if !r.holdsRelease(e, ends, s.min) || !r.holdsRelease(e, ends, s.max) {
			return false
		}
	}
	return true
}

// holdsRelease tells whether the range, whose versions are given, holds the release that a version comes before; of one that is no
// pre-release there is nothing to ask.
func (r Range) holdsRelease(e ecosystem, ends []*semver.Version, v *semver.Version) bool {
	release, early := e.release(v)
	if !early {
		return true
	}
	named := func(end *semver.Version) bool {
		of, early := e.release(end)
		return early && of != nil && release != nil && of.Compare(release) == 0
	}
	if release == nil || slices.ContainsFunc(ends, named) {
		return release != nil
	}
	at := make([]int, len(ends))
	for i, end := range ends {
		at[i] = end.Compare(release)
	}
	return r.holds(at, 0)
}

// numbers matches what a version has in common with its pre-releases, with the epoch of PEP 440.
var numbers = lazyregexp.New(`^(?:[0-9]+!)?[0-9]+(?:\.[0-9]+)*`)

// release gives the release that a pre-release comes before, nil if that cannot be told; false of what is no pre-release.
func (e ecosystem) release(v *semver.Version) (release *semver.Version, early bool) {
	if v == nil {
		return nil, false
	}
	release, ok := e.read(numbers.FindString(trimV(v.Canon(true))))
	if !ok {
		return nil, v.IsPrerelease()
	}
	return release, v.Compare(release) < 0
}
