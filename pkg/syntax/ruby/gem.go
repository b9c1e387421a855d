package ruby

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
)

// exact is a requirement that allows one version. Source: guides.rubygems.org/patterns/#declaring-dependencies.
var exact = lazyregexp.New(`^\s*(?:=\s*)?(v?\d+(?:\.[0-9A-Za-z]+)*(?:-[0-9A-Za-z.-]+)?)\s*$`)

// Require gives a component the version or the requirement that the values of a call say together, as Bundler and
// RubyGems read them: several must all hold.
func (f *File) Require(c *inventory.Component, texts []Text) {
	if len(texts) == 0 {
		return
	}
	var requirements []string
	literal := true
	for _, t := range texts {
		requirements = append(requirements, t.String)
		c.Resolution = worse(c.Resolution, t.Resolution)
		literal = literal && t.Resolution == inventory.Literal
	}
	c.Requirement, c.VersionSpan = strings.Join(requirements, ", "), texts[0].Span
	if last := texts[len(texts)-1].Span; literal && last.End > c.VersionSpan.Start { // one of a loop stands before it
		c.VersionSpan.End = last.End
	}
	if m := exact.FindStringSubmatchIndex(c.Requirement); m != nil && c.Resolution != inventory.Unresolved {
		c.Version, c.Requirement = c.Requirement[m[2]:m[3]], ""
		if literal {
			c.VersionSpan = inventory.Span{Start: texts[0].Span.Start + m[2], End: texts[0].Span.Start + m[3]}
		}
	}
	if c.Resolution == inventory.Literal && f.unquoted(c.VersionSpan) != c.Version+c.Requirement {
		c.Resolution = inventory.Variable // a literal's span promises the text itself
	}
}

// unquoted is what stands in a span, without the quotes between several strings.
func (f *File) unquoted(span inventory.Span) string {
	return strings.NewReplacer(`"`, "", `'`, "").Replace(string(f.data[span.Start:span.End]))
}

// worse gives the resolution that tells less.
func worse(a, b inventory.Resolution) inventory.Resolution {
	for _, r := range []inventory.Resolution{inventory.Unresolved, inventory.Variable} {
		if a == r || b == r {
			return r
		}
	}
	return b
}
