package guideline

import (
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// onlyTypes are the purl types of the kinds that have no other. (What a terraform module or a tool comes from varies.)
var onlyTypes = map[string]string{
	string(inventory.Image): purl.Docker, string(inventory.Chart): "helm",
	string(inventory.Language): purl.Generic, string(inventory.Provider): "terraform",
}

// matchable reports the first key of a selector because of which no component can match it. All keys must hold, so each is
// held against what the others select: the evidence of technologies, or patterns.
func (o *object) matchable(s *Selector) {
	if len(s.Technologies) > 0 && len(s.Categories) > 0 && !o.inCategory(s.Technologies, s.Categories) {
		o.report(o.keyPlace("categories"), "this can match nothing, as none of the technologies is of that category: remove it, or change its technologies")
		return
	}
	types, because := o.evidenceTypes(s.Technologies), "the technology is recognised by %s only: change %s or its identified_by"
	if len(s.Purls) > 0 {
		if len(types) > 0 && !slices.ContainsFunc(s.Purls, func(text string) bool { return o.evident(s.Technologies, text) }) {
			o.never("purls", because, types)
			return
		}
		types, because = typesOf(s.Purls), "purls selects %s only: change %s or purls"
	}
	if len(types) == 0 {
		return
	}
	if len(s.Types) > 0 && !share(s.Types, types) {
		o.never("types", because, types)
	}
	if len(s.Kinds) > 0 && !slices.ContainsFunc(s.Kinds, func(kind string) bool { return isOf(kind, types) }) {
		o.never("kinds", because, types)
	}
}

// isOf tells whether a component of a kind can have one of these purl types.
func isOf(kind string, types []string) bool {
	return onlyTypes[kind] == "" || slices.Contains(types, onlyTypes[kind])
}

func (o *object) inCategory(technologies, categories []string) bool {
	return slices.ContainsFunc(technologies, func(id string) bool {
		return slices.Contains(categories, o.policy.Technologies[o.index[id]].Category)
	})
}

func (o *object) never(key, because string, types []string) {
	o.report(o.keyPlace(key), "this can match nothing, as "+because, strings.Join(types, ", "), key)
}

// evident tells whether a pattern may select what technologies are recognised by. Of one with wildcards only the type tells.
func (r *reader) evident(technologies []string, text string) bool {
	pattern, err := purl.ParsePattern(text)
	if err != nil {
		return true // reported
	}
	wild := !pattern.Literal() || strings.Contains(pattern.Repository, "*")
	for _, id := range technologies {
		for _, e := range r.policy.Technologies[r.index[id]].IdentifiedBy {
			known, err := purl.ParsePattern(e.Purl)
			known.Version = "" // which of the versions is another question
			if err != nil || known.Match(keyOf(pattern)) || known.Type == pattern.Type && wild {
				return true
			}
		}
	}
	return false
}

// shadowed reports evidence that never adds anything: a wider pattern beside it matches all of it, and as little is known
// of the version.
func (o *object) shadowed(all []Evidence) {
	for i, e := range all {
		narrow, err := purl.ParsePattern(e.Purl)
		if err != nil || !narrow.Literal() || narrow.Version+e.Version != "" {
			continue
		}
		for k, other := range all {
			wide, err := purl.ParsePattern(other.Purl)
			if err == nil && i != k && wide.Version+other.Version == "" && wide.Match(keyOf(narrow)) {
				o.report(e.Place, "%s is matched by %s (line %d) already: remove it", e.Purl, other.Purl, other.Place.Line)
			}
		}
	}
}

// keyOf is the key of what a pattern without wildcards matches.
func keyOf(p purl.Pattern) purl.Key {
	return purl.Key{Type: p.Type, Path: p.Path, Repository: p.Repository}
}

// evidenceTypes are the purl types that technologies are recognised by.
func (r *reader) evidenceTypes(technologies []string) []string {
	var patterns []string
	for _, id := range technologies {
		for _, e := range r.policy.Technologies[r.index[id]].IdentifiedBy {
			patterns = append(patterns, e.Purl)
		}
	}
	return typesOf(patterns)
}

// typesOf are the types of purl patterns, sorted.
func typesOf(patterns []string) []string {
	types := make([]string, len(patterns))
	for i, text := range patterns {
		types[i], _, _ = strings.Cut(strings.TrimPrefix(text, "pkg:"), "/")
	}
	slices.Sort(types)
	return slices.Compact(types)
}
