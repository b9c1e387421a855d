package pyproject

import (
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// poetry reads Poetry's tables. What [project] declares too is only completed there, with a source for example.
func (r *reader) poetry(poetry *toml.Node) {
	for name, value := range poetry.Get("dependencies").Each() {
		if !r.declared[library(name.Text)] {
			r.entry(name, value, inventory.Runtime)
		}
	}
	for name, value := range poetry.Get("dev-dependencies").Each() {
		r.entry(name, value, inventory.Development)
	}
	for group, table := range poetry.Get("group").Each() {
		for name, value := range table.Get("dependencies").Each() {
			r.entry(name, value, pep508.GroupScope(group.Text))
		}
	}
}

// entry reads name = "^1.2" and the other forms. python is the language.
func (r *reader) entry(name, value *toml.Node, scope inventory.Scope) {
	if name.Text == "python" {
		if value.Is(toml.Table) {
			value = value.Get("version")
		}
		r.file.Add(pep508.LanguageText(name.Whole(), value.Whole()))
		return
	}
	for _, c := range pep508.Entry(name, value) {
		if c.PURL == "" {
			r.file.Problem(name.Span, "%q is no name of a package; correct or remove this entry", name.Text)
			return
		}
		r.add(c, scope)
	}
}

// hatch reads the environments of Hatch, which are for development.
func (r *reader) hatch(hatch *toml.Node) {
	for name, environment := range hatch.Get("envs").Each() {
		for _, key := range []string{"dependencies", "extra-dependencies"} {
			r.list("tool.hatch.envs."+name.Text+"."+key, environment.Get(key), pep508.GroupScope(name.Text))
		}
	}
}

// uv reads uv's own lists. Constraints and overrides install nothing: they pin versions for others.
func (r *reader) uv(uv *toml.Node) {
	r.list("tool.uv.dev-dependencies", uv.Get("dev-dependencies"), inventory.Development)
	for _, key := range []string{"constraint-dependencies", "override-dependencies", "build-constraint-dependencies"} {
		r.list("tool.uv."+key, uv.Get(key), inventory.Managed)
	}
}
