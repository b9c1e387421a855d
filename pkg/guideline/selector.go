package guideline

import (
	"errors"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/inventory"
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

// onlyTypes are the purl types of the kinds that have no other. (What a terraform module or a tool comes from varies.)
var onlyTypes = map[string]string{
	string(inventory.Image): purl.Docker, string(inventory.Chart): "helm",
	string(inventory.Language): purl.Generic, string(inventory.Provider): "terraform",
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
	types := o.evidenceTypes(s.Technologies)
	if len(types) == 0 {
		return
	}
	possible := func(name string) bool { return slices.Contains(types, name) }
	if len(s.Types) > 0 && !slices.ContainsFunc(s.Types, possible) {
		o.never("types", types)
	}
	possible = func(kind string) bool { return onlyTypes[kind] == "" || slices.Contains(types, onlyTypes[kind]) }
	if len(s.Kinds) > 0 && !slices.ContainsFunc(s.Kinds, possible) {
		o.never("kinds", types)
	}
}

func (o *object) never(key string, types []string) {
	o.report(o.keyPlace(key), "this can match nothing, as the technology is recognised by %s only: change %s or its identified_by",
		strings.Join(types, ", "), key)
}

// evidenceTypes are the purl types that technologies are recognised by.
func (r *reader) evidenceTypes(technologies []string) []string {
	var types []string
	for _, id := range technologies {
		for _, e := range r.policy.Technologies[r.index[id]].IdentifiedBy {
			types = append(types, typeOf(e))
		}
	}
	slices.Sort(types)
	return slices.Compact(types)
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

func typeOf(e Evidence) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(e.Purl, "pkg:"), "/")
	return name
}
