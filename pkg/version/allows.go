package version

import "deps.dev/util/semver"

// Allows tells whether a requirement allows a version, both as the ecosystem of a purl type writes them. It is not known
// where one of them cannot be read.
func Allows(purlType, requirement, version string) (allowed, known bool) {
	e := ecosystemOf(purlType)
	v, readable := e.version(version)
	spans, understood := e.allowed(requirement)
	if !readable || !understood {
		return false, false
	}
	for _, s := range spans {
		if s.holds(v) {
			return true, true
		}
	}
	return false, true
}

// Readable tells whether it can be told what a requirement allows, as the ecosystem of a purl type writes it.
func Readable(purlType, requirement string) bool {
	_, ok := ecosystemOf(purlType).allowed(requirement)
	return ok
}

func (s span) holds(v *semver.Version) bool {
	if s.min != nil {
		if order := v.Compare(s.min); order < 0 || order == 0 && s.minOpen {
			return false
		}
	}
	if s.max != nil {
		if order := v.Compare(s.max); order > 0 || order == 0 && s.maxOpen {
			return false
		}
	}
	return true
}
