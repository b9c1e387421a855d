package advice

import (
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// subject is what a question is about, as the new uses that would be made of it.
type subject struct {
	kind    Kind
	id      string
	name    string
	version string
	uses    []inventory.Component // none of a category
}

// subject finds out what is asked for.
func (a *Advisor) subject(asked string) (subject, bool) {
	if r, ok := parseReference(asked); ok {
		return a.component(r), r.name != ""
	}
	if s, ok := a.named(asked, ""); ok {
		return s, true
	}
	if name, version := cutNamed(asked); version != "" {
		return a.named(name, version)
	}
	return subject{}, false
}

// named finds what a name without an ecosystem means: the surest reading counts, and one that leaves several is none.
func (a *Advisor) named(name, version string) (subject, bool) {
	if t := a.technologyNamed(name); t != nil {
		return a.technology(t, version), true
	}
	if id := categoryNamed(a.Policy, name); id != "" && version == "" {
		return subject{kind: Category, id: id}, true
	}
	if s, ok := a.packaged(packagesNamed(a.Policy, name), version); ok {
		return s, true
	}
	switch found := technologiesPartly(a.Policy, name); {
	case len(found) > 1, len(categoriesPartly(a.Policy, name)) > 0:
		return subject{}, false
	case len(found) == 1:
		return a.technology(found[0], version), true
	}
	return a.packaged(packagesEnding(a.Policy, name), version)
}

// packaged decides between the packages of one name. If the image of a technology is among them, the technology is meant.
func (a *Advisor) packaged(patterns []purl.Pattern, version string) (subject, bool) {
	var owners []string
	for _, p := range patterns {
		owners = append(owners, a.newUse(sample(p, "")).Technologies...)
	}
	slices.Sort(owners)
	owners = slices.Compact(owners)
	runs := slices.ContainsFunc(patterns, func(p purl.Pattern) bool { return p.Type == purl.Docker || p.Type == purl.Generic })
	switch {
	case len(owners) == 1 && runs:
		return a.technology(a.Policy.Technology(owners[0]), version), true
	case len(patterns) == 1:
		return a.component(sample(patterns[0], version)), true
	}
	return subject{}, false
}

func (a *Advisor) component(r reference) subject {
	c := a.newUse(r)
	return subject{kind: Component, id: c.PURL, name: r.name, version: r.version, uses: []inventory.Component{c}}
}

// technology makes a new use of everything that a technology is recognised by. What proves one version of it, or lies in
// a registry of its own, only counts where nothing else of its type does. If a version is asked for, it is that of the
// technology's image or runtime: a driver has versions of its own.
func (a *Advisor) technology(t *guideline.Technology, version string) subject {
	var plain, special []inventory.Component
	for _, e := range t.IdentifiedBy {
		use, isSpecial := a.evident(e, version)
		switch {
		case !slices.Contains(use.Technologies, t.ID):
		case isSpecial:
			special = append(special, use)
		default:
			plain = append(plain, use)
		}
	}
	uses := plain
	for i := range special {
		if !slices.ContainsFunc(plain, func(c inventory.Component) bool { return c.Type == special[i].Type }) {
			uses = append(uses, special[i])
		}
	}
	if version != "" && slices.ContainsFunc(uses, runs) {
		uses = slices.DeleteFunc(uses, func(c inventory.Component) bool { return !runs(c) })
	}
	return subject{kind: Technology, id: t.ID, name: t.Name, version: version, uses: uses}
}

// evident is a use that an evidence recognises. It is special if it has a version other than the one asked for, or a
// registry of its own.
func (a *Advisor) evident(e guideline.Evidence, version string) (use inventory.Component, special bool) {
	p, err := purl.ParsePattern(e.Purl)
	if err != nil {
		return inventory.Component{}, true // a policy with such a pattern does not load
	}
	special = p.Repository != ""
	if e.Version != "" || p.Version != "" {
		special = special || version == "" || e.Version != version
		version = strings.ReplaceAll(p.Version, "*", "")
	}
	return a.newUse(sample(p, version)), special
}

// runs tells whether a component is a technology itself, not a library for it.
func runs(c inventory.Component) bool { return c.Type == purl.Docker || c.Type == purl.Generic }

// sample is a package that fits a pattern.
func sample(p purl.Pattern, version string) reference {
	r := refer(p.Type, fill(p.Path), fill(p.Repository))
	r.version = version
	return r
}

// fill puts something in the place of wildcards.
func fill(path string) string {
	if path == "" {
		return ""
	}
	segments := strings.Split(strings.TrimSuffix(path, "/**"), "/")
	for i, segment := range segments {
		if strings.Trim(segment, "*") == "" {
			segments[i] = "example"
		}
	}
	return strings.ReplaceAll(strings.Join(segments, "/"), "*", "")
}

// exampleDigest makes a use of an image one that cannot change.
const exampleDigest = "sha256:0000000000000000000000000000000000000000000000000000000000000000"

// newUse is a use that a careful author would add, so that only the choice is judged.
func (a *Advisor) newUse(r reference) inventory.Component {
	c := inventory.Component{
		Type: r.typ, Name: r.name, Scope: inventory.Runtime, Direct: true, Introduced: true,
		Resolution: inventory.Literal,
	}
	c.Version, c.Requirement = r.exact()
	if r.typ == purl.Docker {
		c.PURL = purl.Image(r.name, c.Version)
		c.Attributes = inventory.Attributes{Tag: c.Version, Digest: exampleDigest}
		if registry, _ := purl.SplitImage(r.name); registry != purl.DockerHub {
			c.Attributes.Registry = registry
		}
	} else {
		c.PURL = purl.From(purl.New(r.typ, strings.Replace(r.name, ":", "/", 1), c.Version), r.registry)
		c.Attributes.Registry = r.registry
	}
	for _, match := range a.Catalogue.Recognise(&c) {
		c.Technologies = append(c.Technologies, match.Technology)
	}
	c.NewTechnologies = c.Technologies
	c.Kind = a.kind(&c)
	if c.Kind == inventory.Action {
		c.Scope = inventory.CI
	}
	return c
}

// kind is what a component of a purl type is most likely.
func (a *Advisor) kind(c *inventory.Component) inventory.Kind {
	isLanguage := func(id string) bool { return a.categoryOf(id) == "language" }
	switch {
	case c.Type == purl.Docker:
		return inventory.Image
	case c.Type == purl.Generic && slices.ContainsFunc(c.Technologies, isLanguage):
		return inventory.Language
	case c.Type == purl.Generic:
		return inventory.Tool
	case c.Type == "github":
		return inventory.Action
	case c.Type == "helm":
		return inventory.Chart
	case c.Type == "terraform" && strings.Count(c.Name, "/") > 1:
		return inventory.Module
	case c.Type == "terraform":
		return inventory.Provider
	}
	return inventory.Library
}

// exact tells an exact version from a requirement: to npm, 18 is any 18.x.y.
func (r reference) exact() (version, requirement string) {
	exact := r.typ == purl.Docker || r.typ == "github" || startsVersion(r.version)
	if r.typ == purl.NPM && strings.Count(r.version, ".") < 2 {
		exact = false
	}
	if exact {
		return r.version, ""
	}
	return "", r.version
}
