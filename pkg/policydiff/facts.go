package policydiff

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/guideline"
)

func (c *comparison) technologies() {
	matched(c, Technology, c.old.Technologies, c.new.Technologies,
		func(t *guideline.Technology) string { return t.ID },
		func(_ *guideline.Policy, t *guideline.Technology) string { return t.Name + " (" + t.Category + ")" },
		func(s subject, old, new *guideline.Technology) {
			s.value(Other, "name", old.Name, new.Name)
			s.value(Other, "category", old.Category, new.Category)
			s.list(Other, "identified_by", evidence(old), evidence(new))
			s.list(Other, "links", links(old.Links), links(new.Links))
		})
}

func evidence(t *guideline.Technology) []string {
	texts := make([]string, len(t.IdentifiedBy))
	for i, e := range t.IdentifiedBy {
		texts[i] = e.Purl
		if e.Version != "" {
			texts[i] += " (version " + e.Version + ")"
		}
	}
	return texts
}

func (c *comparison) repositories() {
	matched(c, Repository, c.old.Repositories, c.new.Repositories,
		func(r *guideline.Repository) string { return r.Name },
		func(_ *guideline.Policy, r *guideline.Repository) string { return strings.Join(values(r), ", ") },
		func(s subject, old, new *guideline.Repository) { s.members(values(old), values(new), Other, Other) })
}

func values(r *guideline.Repository) []string {
	texts := make([]string, len(r.Attributes))
	for i, a := range r.Attributes {
		texts[i] = a.Name + " " + a.Value
	}
	return texts
}

// lists compares what guidelines look up: word by word where both are lists of words.
func (c *comparison) lists() {
	for _, key := range slices.Sorted(maps.Keys(c.new.Lists)) {
		s := subject{c, List, key}
		is := c.new.Lists[key]
		was, known := c.old.Lists[key]
		before, after := words(was), words(is)
		switch {
		case !known:
			s.say(Added, "")
		case reflect.DeepEqual(was, is):
		case len(without(before, after))+len(without(after, before)) > 0:
			s.members(before, after, Other, Other)
		default:
			s.say(Other, "has other values")
		}
	}
	for _, key := range slices.Sorted(maps.Keys(c.old.Lists)) {
		if _, kept := c.new.Lists[key]; !kept {
			subject{c, List, key}.say(Removed, "")
		}
	}
}

// words are the entries of a list of texts; none of anything else.
func words(list any) []string {
	entries, _ := list.([]any)
	var texts []string
	for _, entry := range entries {
		text, ok := entry.(string)
		if !ok {
			return nil
		}
		texts = append(texts, text)
	}
	return texts
}

// modules compares the Rego that guidelines share. That of a guideline is compared with it.
func (c *comparison) modules() {
	matched(c, Rego, shared(c.old), shared(c.new),
		func(m *guideline.Module) string { return m.Path },
		func(*guideline.Policy, *guideline.Module) string { return "" },
		func(s subject, old, new *guideline.Module) { s.rego(old.Source, new.Source) })
}

func shared(p *guideline.Policy) []guideline.Module {
	return slices.DeleteFunc(slices.Clone(p.Modules), func(m guideline.Module) bool { return !strings.HasPrefix(m.Path, "lib/") })
}

// rego tells that a module does something else, as far as that shows: comments and empty lines do nothing.
func (s subject) rego(old, new string) {
	if code(old) != code(new) {
		s.say(Other, "its Rego is not the same")
	}
}

func code(source string) string {
	var kept strings.Builder
	for line := range strings.Lines(source) {
		if text := strings.TrimSpace(line); text != "" && text[0] != '#' {
			fmt.Fprintln(&kept, text)
		}
	}
	return kept.String()
}

func moduleText(p *guideline.Policy, path string) string {
	for _, m := range p.Modules {
		if m.Path == path {
			return m.Source
		}
	}
	return ""
}
