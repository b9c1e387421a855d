package azurepipelines

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor/pipeline"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// expression is $(name), or ${{ … }} and $[ … ] with a variable (variables.name, variables['name']) or a parameter in it; what else
// stands in these is not known (https://learn.microsoft.com/azure/devops/pipelines/process/expressions).
var expression = lazyregexp.New(`\$\(([\w.-]+)\)` +
	`|(?:\$\{\{|\$\[)\s*variables(?:\.([\w.-]+)|\[\s*'([^']+)'\s*\])\s*(?:\}\}|\])` +
	`|\$\{\{\s*(parameters(?:\.[\w.-]+|\[\s*'[^']+'\s*\]))\s*\}\}` +
	`|(\$\{\{.*?\}\}|\$\[.*?\]|\$\([^)]*\))`)

// brackets are another way to write a parameter.
var brackets = strings.NewReplacer("[", ".", "]", "", "'", "", " ", "")

// key is what a variable or a parameter is called in a scope: their names have no case.
func key(name string) string {
	if strings.HasPrefix(name, "parameters") {
		name = brackets.Replace(name)
	}
	return strings.ToLower(name)
}

// inside is the scope of a part that may have variables, a matrix, or parameters with defaults.
func (r *reader) inside(n *yaml.Node, outer *pipeline.Scope) *pipeline.Scope {
	variables, matrix, parameters := n.Get("variables"), n.Get("strategy").Get("matrix"), n.Get("parameters")
	if variables == nil && matrix == nil && parameters == nil {
		return outer
	}
	s := pipeline.NewScope(outer)
	r.given(s, "", variables, 0)
	if matrix != nil && r.Afford(len(matrix.Members)) {
		for _, leg := range matrix.Each() {
			r.given(s, "", leg, 0)
		}
	}
	if n.Get("template") == nil { // else they are given to it
		r.given(s, "parameters.", parameters, 0)
	}
	return s
}

// maxNested is how deep conditions may stand in each other.
const maxNested = 10

// given reads values by their names, as a mapping or as a list of name and value, or of name and default. What a condition gives
// stands deeper.
func (r *reader) given(s *pipeline.Scope, prefix string, n *yaml.Node, depth int) {
	if n == nil || depth > maxNested || !r.Afford(1+len(n.Members)+len(n.Elements)) {
		return
	}
	for _, element := range n.Elements {
		name := element.Get("name")
		if !name.Is(yaml.Scalar) {
			r.given(s, prefix, element, depth+1)
			continue
		}
		give(s, prefix+name.Text, element.Get("value"), imageref.Variable)
		give(s, prefix+name.Text, element.Get("default"), imageref.Default)
	}
	how := imageref.Variable
	if prefix != "" {
		how = imageref.Default
	}
	for name, value := range n.Each() {
		if strings.HasPrefix(name.Text, "${{") {
			r.given(s, prefix, value, depth+1)
			continue
		}
		give(s, prefix+name.Text, value, how)
	}
}

func give(s *pipeline.Scope, name string, value *yaml.Node, how imageref.Origin) {
	if value.Is(yaml.Scalar) {
		s.Add(key(name), pipeline.Choice{Text: value.Whole(), How: how})
	}
}
