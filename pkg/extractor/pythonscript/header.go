package pythonscript

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

type reader struct {
	file    *extractor.File
	uv      *toml.Node // what the header says to uv
	indexes pep508.Indexes
}

// header reads what a header says, and what it says to uv. Constraints and overrides install nothing: they pin versions for others.
func (r *reader) header(root *toml.Node) {
	r.indexes = pep508.NewIndexes(r.uv.Get("index"), func(_ int, index *toml.Node) bool { return index.Get("default").Whole().String() == "true" })
	if key, version := root.Lookup("requires-python"); version.Is(toml.String) {
		r.file.Add(pep508.LanguageText(key.Whole().Slice(len("requires-"), len("requires-python")), version.Whole()))
	}
	r.list("dependencies", root.Get("dependencies"), inventory.Runtime)
	for _, key := range []string{"constraint-dependencies", "override-dependencies", "build-constraint-dependencies"} {
		r.list("tool.uv."+key, r.uv.Get(key), inventory.Managed)
	}
}

func (r *reader) list(path string, list *toml.Node, scope inventory.Scope) {
	if list != nil && !list.Is(toml.Array) {
		r.file.Problem(list.Span, `%s is no list of requirements; write it as ["name>=1.2"]`, path)
		return
	}
	for _, element := range list.Items() {
		text := element.Whole()
		c, found := pep508.Read(text.String(), text.Part)
		if !found {
			r.file.Problem(element.Span, `an element of %s is no requirement; write it as "name>=1.2"`, path)
			continue
		}
		c.Scope = scope
		r.locate(&c)
		r.file.Add(c)
	}
}

// locate says where a package comes from, if uv is told: from a repository, a folder, or a registry.
func (r *reader) locate(c *inventory.Component) {
	for name, entry := range r.uv.Get("sources").Each() {
		if c.PURL != "" && c.Attributes.Source == "" && pep508.Library(name.Text, name.Span).PURL == c.Package() {
			c.Attributes.Source, c.Attributes.Registry = pep508.Source(entry), pep508.Index(entry)
			r.indexes.Locate(c)
			return
		}
	}
}
