package guideline

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/purl"
)

func readMirrors(settings *object) []Mirror {
	var mirrors []Mirror
	for key, value := range settings.child("mirrors").all() {
		if settings.registry(key) && settings.registry(value) {
			mirrors = append(mirrors, Mirror{From: purl.Registry("", key.Value), To: purl.Registry("", value.Value)})
			settings.mirrored = append(settings.mirrored, reference{value.Value, settings.place(value)})
		}
	}
	slices.SortFunc(mirrors, func(a, b Mirror) int {
		return cmp.Or(cmp.Compare(len(b.From), len(a.From)), cmp.Compare(a.From, b.From))
	})
	return mirrors
}

// registry tells whether a scalar is a registry and maybe, after a slash, a folder in it; it reports what is not.
func (d *document) registry(n *yaml.Node) bool {
	if n.Kind == yaml.ScalarNode && isPath(n.Value) {
		return true
	}
	d.problem(n, "%q is not a registry: write it without scheme and closing slash, as in artifactory.example.com/docker-remote", n.Value)
	return false
}

// isPath tells whether a text is words joined by single slashes.
func isPath(text string) bool {
	return !slices.Contains(strings.Split(text, "/"), "") && !strings.ContainsAny(text, " \t\n")
}

// checkMirrors reports mirrors of what no pattern means: nothing would match because of them.
func (r *reader) checkMirrors() {
	if len(r.mirrored) == 0 || r.broken {
		return
	}
	named := r.namedRegistries()
	for _, m := range r.mirrored {
		registry := purl.Registry("", m.id)
		if purl.IsPublic(registry) || slices.ContainsFunc(named, func(name string) bool { return meets(name, registry) }) {
			continue
		}
		r.report(m.place, "%s is no public registry, and no pattern names it by ?repository_url=, so that this mirror does nothing%s",
			m.id, Instead(m.id, purl.PublicRegistries()))
	}
}

// namedRegistries are those that patterns name, perhaps with a *.
func (r *reader) namedRegistries() []string {
	var patterns []string
	for i := range r.policy.Technologies {
		for _, e := range r.policy.Technologies[i].IdentifiedBy {
			patterns = append(patterns, e.Purl)
		}
	}
	for i := range r.policy.Guidelines {
		patterns = append(patterns, r.policy.Guidelines[i].AppliesTo.Purls...)
	}
	var named []string
	for _, text := range patterns {
		if !strings.Contains(text, "?") {
			continue
		}
		if p, err := purl.ParsePattern(text); err == nil {
			named = append(named, p.Repository)
		}
	}
	slices.Sort(named)
	return slices.Compact(named)
}

// meets tells whether one of two registries is the other or a folder in it. The first may hold a *.
func meets(pattern, registry string) bool {
	return doublestar.MatchUnvalidated(pattern, registry) ||
		strings.HasPrefix(registry+"/", pattern+"/") || strings.HasPrefix(pattern+"/", registry+"/")
}
