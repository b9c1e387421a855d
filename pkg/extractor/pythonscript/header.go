package pythonscript

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

type reader struct {
	file    *extractor.File
	sources *toml.Node // of uv: where packages come from if not from an index
}

// header reads what a header says, and what it says to uv. Constraints and overrides install nothing: they pin versions for others.
func (r *reader) header(root *toml.Node) {
	if key, version := root.Lookup("requires-python"); version.Is(toml.String) {
		r.file.Add(pep508.LanguageText(key.Whole().Slice(len("requires-"), len("requires-python")), version.Whole()))
	}
	r.list("dependencies", root.Get("dependencies"), inventory.Runtime)
	uv := root.Get("tool").Get("uv")
	for _, key := range []string{"constraint-dependencies", "override-dependencies", "build-constraint-dependencies"} {
		r.list("tool.uv."+key, uv.Get(key), inventory.Managed)
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
		for name, entry := range r.sources.Each() {
			if c.Attributes.Source == "" && c.PURL != "" && pep508.Library(name.Text, name.Span).PURL == c.Package() {
				c.Attributes.Source = pep508.Source(entry)
			}
		}
		r.file.Add(c)
	}
}
