package toolchain

import (
	"cmp"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
)

// exact is a version of all its numbers: 20.1.0, 3.13.0rc1, 17.0.9-tem, 1.16.0-otp-26. Version managers take 20 as any 20.x.y.
var exact = lazyregexp.New(`^\d+\.\d+\.\d+(?:[-+._]?[0-9A-Za-z][0-9A-Za-z.+_-]*)?$`)

// Component describes a use of the technology for development, but for its name, in the version that a manager is told to
// install; place gives the place of a part of that text.
//
// ref:v1.2 (built from there), path:/opt/x and system say where it comes from. Words for what moves (latest, lts/*) are
// kept as requirements, which nobody can compare.
func (t Technology) Component(version string, place func(start, end int) inventory.Span) inventory.Component {
	c := inventory.Component{
		Type: t.Type, Kind: t.Kind, Scope: inventory.Development, Direct: true, Resolution: inventory.Literal,
	}
	start := t.prefix(version)
	text := version[start:]
	switch {
	case text == "":
	case text == "system", strings.HasPrefix(text, "ref:"), strings.HasPrefix(text, "path:"):
		c.Attributes.Source = text
	case exact.MatchString(text):
		c.Version = text
	default:
		c.Requirement = text
	}
	if c.Version != "" || c.Requirement != "" {
		c.VersionSpan = place(start, len(version))
	}
	if strings.Contains(text, "{{") {
		c.Resolution = inventory.Unresolved
	}
	c.PURL = purl.New(t.Type, t.ID, c.Version)
	return c
}

// Implied describes a use whose name is not written, but that of the file says it: it stands where its version does.
func (t Technology) Implied(version string, place func(start, end int) inventory.Span) inventory.Component {
	c := t.Component(version, place)
	c.Name, c.NameSpan = t.ID, cmp.Or(c.VersionSpan, place(0, len(version)))
	if c.Resolution == inventory.Literal {
		c.Resolution = inventory.Default
	}
	return c
}

var (
	number = lazyregexp.New(`^\d`)
	vendor = lazyregexp.New(`^[A-Za-z][A-Za-z_-]*?(?:64|j9)?-(\d)`)
)

// prefix measures what stands before the number of a version and does not belong to it: v20, go1.22, ruby-3.3.0, and for
// Java its vendor, as in temurin-21.0.2+13. Of other languages such a word is another implementation: jruby-9.4.
func (t Technology) prefix(version string) int {
	for _, known := range []string{"v", t.ID + "-v", t.ID + "-", t.ID} {
		if rest, found := strings.CutPrefix(version, known); found && number.MatchString(rest) {
			return len(known)
		}
	}
	if m := vendor.FindStringSubmatchIndex(version); m != nil && t.ID == "java" {
		return m[2]
	}
	return 0
}
