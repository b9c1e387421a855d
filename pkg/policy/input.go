package policy

import (
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// input builds the documents that guidelines see (schema/input.v1.json). Every field is always there, because in Rego a
// missing one makes a rule silently undefined. Terms are built once and shared by all guidelines.
type input struct {
	judge        *Judge
	facts        guideline.Facts
	uses         []use
	repository   *ast.Term
	projects     *ast.Term
	technologies *ast.Term
	components   map[seen]*ast.Term
}

// seen is a component as some guideline sees it.
type seen struct {
	component  *inventory.Component
	introduced bool
}

func newInput(j *Judge, facts guideline.Facts) *input {
	uses := j.uses(facts.Inventory)
	return &input{
		judge: j, facts: facts, uses: uses,
		repository:   repositoryTerm(j.Policy, facts.Repository),
		projects:     projectsTerm(facts.Inventory.Projects),
		technologies: j.technologiesTerm(uses),
		components:   map[seen]*ast.Term{},
	}
}

// of is the input of one guideline about these components; about the repository, none.
func (in *input) of(g *guideline.Guideline, components []matched) ast.Value {
	terms := make([]*ast.Term, len(components))
	for i, m := range components {
		terms[i] = in.component(g, m.component)
	}
	return object(
		"as_of", text(string(in.facts.AsOf)),
		"guideline", in.guideline(g),
		"repository", in.repository,
		"projects", in.projects,
		"base", text(in.facts.Base),
		"components", ast.ArrayTerm(terms...),
		"technologies", in.technologies,
	).Value
}

func (in *input) guideline(g *guideline.Guideline) *ast.Term {
	name := ""
	if g.Technology != "" {
		name = in.judge.Policy.TechnologyName(g.Technology)
	}
	return object(
		"id", text(g.ID),
		"technology", text(g.Technology),
		"name", text(name),
		"versions", text(judgedVersions(&g.AppliesTo)),
		"status", text(string(g.Status)),
		"since", text(string(g.Since)),
		"until", text(string(g.Until)),
		"pilots", texts(g.Pilots),
		"alternatives", texts(g.Alternatives),
	)
}

// judgedVersions are those that a guideline is about: its range, or what each of its purls asks of a version; "" is all.
func judgedVersions(s *guideline.Selector) string {
	if s.Versions != "" {
		return s.Versions
	}
	globs := make([]string, len(s.Purls))
	for i, text := range s.Purls {
		p, err := purl.ParsePattern(text)
		if err != nil || p.Version == "" {
			return ""
		}
		globs[i] = p.Version
	}
	return strings.Join(globs, " || ")
}

// component is a component as a guideline sees it: new if the technology that the guideline judges is, where it judges one.
func (in *input) component(g *guideline.Guideline, c *inventory.Component) *ast.Term {
	introduced := c.Introduced
	if g.Technology != "" {
		introduced = slices.Contains(c.NewTechnologies, g.Technology)
	}
	key := seen{c, introduced}
	term, found := in.components[key]
	if !found {
		term = componentTerm(c, introduced)
		in.components[key] = term
	}
	return term
}

func componentTerm(c *inventory.Component, introduced bool) *ast.Term {
	attributes := noAttributes()
	if c.Attributes != (inventory.Attributes{}) {
		attributes = attributesTerm(c.Attributes)
	}
	return object(
		"purl", text(c.PURL),
		"type", text(c.Type),
		"name", text(c.Name),
		"version", text(c.Version),
		"requirement", text(c.Requirement),
		"kind", text(string(c.Kind)),
		"scope", text(string(c.Scope)),
		"direct", ast.InternedTerm(c.Direct),
		"introduced", ast.InternedTerm(introduced),
		"technologies", texts(c.Technologies),
		"manifest", text(c.Location.Path),
		"line", ast.InternedTerm(c.Location.Line),
		"project", text(c.Project),
		"attributes", attributes,
	)
}

func attributesTerm(a inventory.Attributes) *ast.Term {
	return object(
		"registry", text(a.Registry),
		"digest", text(a.Digest),
		"tag", text(a.Tag),
		"platform", text(a.Platform),
		"stage", text(a.Stage),
		"replaced_by", text(a.ReplacedBy),
		"source", text(a.Source),
	)
}

// noAttributes is what most components have.
var noAttributes = sync.OnceValue(func() *ast.Term { return attributesTerm(inventory.Attributes{}) })

func projectsTerm(projects []inventory.Project) *ast.Term {
	terms := make([]*ast.Term, len(projects))
	for i, p := range projects {
		terms[i] = object("name", text(p.Name), "path", text(p.Path))
	}
	return ast.ArrayTerm(terms...)
}

func (j *Judge) technologiesTerm(uses []use) *ast.Term {
	terms := make([]*ast.Term, len(uses))
	for i, use := range uses {
		terms[i] = object(
			"id", text(use.technology),
			"category", text(j.categories[use.technology]),
			"components", ast.InternedTerm(use.components),
			"introduced", ast.InternedTerm(use.introduced),
			"manifests", texts(use.manifests),
		)
	}
	return ast.ArrayTerm(terms...)
}

// use is one technology that the repository uses: directly, and not only managed.
type use struct {
	technology string
	components int
	introduced int
	manifests  []string
	first      *inventory.Component
}

// uses lists the repository's technologies, sorted by id.
func (j *Judge) uses(inv *inventory.Inventory) []use {
	byID := map[string]*use{}
	var ids []string
	for i := range inv.Components {
		c := &inv.Components[i]
		if !c.Direct || c.Scope == inventory.Managed {
			continue
		}
		for _, id := range c.Technologies {
			u := byID[id]
			if u == nil {
				u = &use{technology: id, first: c}
				byID[id] = u
				ids = append(ids, id)
			}
			u.add(c, id)
		}
	}
	slices.Sort(ids)
	all := make([]use, len(ids))
	for i, id := range ids {
		all[i] = *byID[id]
	}
	return all
}

func (u *use) add(c *inventory.Component, id string) {
	u.components++
	if slices.Contains(c.NewTechnologies, id) {
		u.introduced++
	}
	if !slices.Contains(u.manifests, c.Location.Path) {
		u.manifests = append(u.manifests, c.Location.Path)
	}
}

// repositoryTerm gives a repository with every declared attribute; one without a value is "".
func repositoryTerm(p *guideline.Policy, name string) *ast.Term {
	values := map[string]string{}
	for _, r := range p.Repositories {
		if r.Name == name {
			for _, a := range r.Attributes {
				values[a.Name] = a.Value
			}
		}
	}
	attributes := ast.NewObject()
	for _, a := range p.Settings.Attributes {
		attributes.Insert(text(a.Name), text(values[a.Name]))
	}
	return object("name", text(name), "attributes", ast.NewTerm(attributes))
}

// object builds an object term of alternating keys and terms.
func object(pairs ...any) *ast.Term {
	fields := make([][2]*ast.Term, len(pairs)/2)
	for i := range fields {
		fields[i] = [2]*ast.Term{keyTerm(pairs[2*i].(string)), pairs[2*i+1].(*ast.Term)}
	}
	return ast.NewTerm(ast.NewObject(fields...))
}

// keyTerms are the keys of all objects, *ast.Term by name: there are few, in thousands of components.
var keyTerms sync.Map

func keyTerm(name string) *ast.Term {
	term, found := keyTerms.Load(name)
	if !found {
		term, _ = keyTerms.LoadOrStore(name, ast.StringTerm(name))
	}
	return term.(*ast.Term)
}

func text(s string) *ast.Term { return ast.InternedTerm(s) }

func texts(list []string) *ast.Term {
	terms := make([]*ast.Term, len(list))
	for i, s := range list {
		terms[i] = text(s)
	}
	return ast.ArrayTerm(terms...)
}
