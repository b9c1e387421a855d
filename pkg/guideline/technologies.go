package guideline

import (
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
)

var technologyID = lazyregexp.New(`^[a-z0-9][a-z0-9-]*$`)

// readTechnologies reads a file of technologies: ids and what stands below them.
func (r *reader) readTechnologies(f file) {
	d := r.parse(f.path, f.text)
	for key, value := range d.rootObject().all() {
		if !technologyID.MatchString(key.Value) {
			d.problem(key, "%q is not an id: write lower-case letters, digits and hyphens", key.Value)
		}
		d.readTechnology(key, value)
	}
}

func (d *document) readTechnology(key, value *yaml.Node) {
	o := d.object(key, value)
	defer o.done()
	t := Technology{
		ID: key.Value, Name: o.text("name"), Category: o.text("category"), Links: o.links("links"),
		IdentifiedBy: o.evidence("identified_by"), Place: d.place(key),
	}
	i, known := d.index[t.ID]
	switch {
	case !known:
		o.required("name", "category", "identified_by")
		i = len(d.policy.Technologies)
		d.policy.Technologies = append(d.policy.Technologies, t)
	case d.own[t.ID]:
		at := d.policy.Technologies[i].Place
		d.problem(key, "%s stands twice, first in %s line %d: keep one", t.ID, at.Path, at.Line)
		return
	default:
		d.policy.Technologies[i] = onTop(d.policy.Technologies[i], t)
	}
	d.own[t.ID] = true
	d.declare(i)
}

// declare makes a technology and its category known to what is read after it.
func (r *reader) declare(i int) {
	t := &r.policy.Technologies[i]
	if _, known := r.index[t.ID]; !known {
		r.index[t.ID] = i
		r.known.technologies.names = append(r.known.technologies.names, t.ID)
	}
	if t.Category != "" && !r.known.categories.has(t.Category) {
		r.known.categories.names = append(r.known.categories.names, t.Category)
	}
}

// onTop is a shipped technology with the folder's entry on top of it.
func onTop(shipped, own Technology) Technology {
	if own.Name == "" {
		own.Name = shipped.Name
	}
	if own.Category == "" {
		own.Category = shipped.Category
	}
	if own.Links == nil {
		own.Links = shipped.Links
	}
	own.IdentifiedBy = slices.Concat(shipped.IdentifiedBy, own.IdentifiedBy)
	return own
}

// evidence reads a list of patterns, each a text or {purl, version}.
func (o *object) evidence(name string) []Evidence {
	var all []Evidence
	for _, n := range o.items(name) {
		e := Evidence{Place: o.place(n)}
		pattern := n
		if n.Kind == yaml.MappingNode {
			pair := o.object(n, n)
			pair.required("purl")
			e.Version = pair.text("version")
			pattern = pair.scalar("purl")
			pair.done()
		}
		if pattern == nil || !o.pattern(pattern) {
			continue
		}
		e.Purl = pattern.Value
		same := func(other Evidence) bool { return other.Purl == e.Purl }
		if i := slices.IndexFunc(all, same); i >= 0 {
			o.problem(pattern, "%s stands twice, first in line %d: keep one", e.Purl, all[i].Place.Line)
			continue
		}
		all = append(all, e)
	}
	o.shadowed(all)
	return all
}

// pattern tells whether a scalar is a purl pattern, and reports why not.
func (d *document) pattern(n *yaml.Node) bool {
	if n.Kind != yaml.ScalarNode {
		if n.Kind != yaml.AliasNode {
			d.problem(n, "a pattern is a text: write pkg:TYPE/NAME")
		}
		return false
	}
	if _, err := purl.ParsePattern(n.Value); err != nil {
		d.problem(n, "%q: %s", n.Value, err)
		return false
	}
	return true
}
