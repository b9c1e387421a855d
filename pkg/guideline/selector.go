package guideline

import (
	"errors"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/version"
)

// readSelector reads the keys that say which components a guideline is about.
func readSelector(o *object) Selector {
	return Selector{
		Technologies: o.selected("technologies", o.known.technologies),
		Categories:   o.selected("categories", o.known.categories),
		Purls:        o.texts("purls", o.pattern),
		Types:        o.selected("types", purlTypes),
		Kinds:        o.selected("kinds", kinds),
		Scopes:       o.selected("scopes", scopes),
		Versions:     o.versions("versions"),
		Indirect:     o.boolean("indirect"),
	}
}

// selected reads a list of names; an empty one would select everything.
func (o *object) selected(name string, v *vocabulary) []string {
	if key, value := o.find(name); key != nil && isEmpty(value) {
		o.problem(key, "%s is empty: name one, or leave the key out", name)
	}
	return o.names(name, v)
}

func (o *object) versions(name string) string {
	n := o.scalar(name)
	if n == nil {
		return ""
	}
	var wrong *version.RangeError
	if _, err := version.ParseRange(n.Value); errors.As(err, &wrong) {
		at := o.place(n)
		at.Column += wrong.Offset
		if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
			at.Column++
		}
		o.report(at, "%s", wrong.Message)
		return ""
	}
	return n.Value
}

// judgeable reports a selector whose versions might be those of different things, or that no component can match.
func (o *object) judgeable(s *Selector) {
	if s.Versions != "" && len(s.Types)+len(s.Kinds)+len(s.Purls) == 0 {
		for _, id := range s.Technologies {
			if types := o.versionTypes(id); len(types) > 1 {
				_, n := o.find("versions")
				o.problem(n, "%s is recognised by %s, each with versions of its own: say which with types or kinds beside versions",
					id, strings.Join(types, ", "))
			}
		}
	}
	o.matchable(s)
}

// versionTypes are the purl types whose own version is taken for the technology's. An image and a language or tool of
// the same technology count alike: golang:1.25 is Go 1.25. A driver's version is another thing.
func (r *reader) versionTypes(technology string) []string {
	var types []string
	for _, e := range r.policy.Technologies[r.index[technology]].IdentifiedBy {
		pattern, err := purl.ParsePattern(e.Purl)
		if err != nil || e.Version != "" || pattern.Version != "" {
			continue
		}
		types = append(types, pattern.Type)
	}
	if slices.Contains(types, purl.Generic) {
		types = slices.DeleteFunc(types, func(t string) bool { return t == purl.Docker })
	}
	slices.Sort(types)
	return slices.Compact(types)
}
