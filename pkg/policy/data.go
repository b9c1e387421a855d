package policy

import (
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// dataRoots are the documents below data that guidelines may read, beside Rego's own packages.
var dataRoots = []struct {
	name  string
	build func(*guideline.Policy) (ast.Value, error)
}{
	{"lists", func(p *guideline.Policy) (ast.Value, error) { return ast.InterfaceToValue(p.Lists) }},
	{"technologies", func(p *guideline.Policy) (ast.Value, error) { return technologiesValue(p.Technologies), nil }},
}

// documents builds the documents that the compiled modules refer to, and no others: they can be large.
func documents(p *guideline.Policy, compiler *ast.Compiler) (ast.Object, error) {
	read := map[string]bool{}
	for _, module := range compiler.Modules {
		ast.WalkRefs(module, func(ref ast.Ref) bool {
			if len(ref) > 1 && ref[0].Equal(ast.DefaultRootDocument) {
				if name, ok := ref[1].Value.(ast.String); ok {
					read[string(name)] = true
				}
			}
			return false
		})
	}
	return build(p, func(root string) bool { return read[root] })
}

// allDocuments builds every document that Rego may read.
func allDocuments(p *guideline.Policy) (ast.Object, error) {
	return build(p, func(string) bool { return true })
}

func build(p *guideline.Policy, wanted func(root string) bool) (ast.Object, error) {
	data := ast.NewObject()
	for _, root := range dataRoots {
		if !wanted(root.name) {
			continue
		}
		value, err := root.build(p)
		if err != nil {
			return nil, fmt.Errorf("reading data.%s: %w", root.name, err)
		}
		data.Insert(ast.StringTerm(root.name), ast.NewTerm(value))
	}
	return data, nil
}

// technologiesValue gives the technologies as they stand in YAML, so that opa test and techcheck see the same document.
func technologiesValue(technologies []guideline.Technology) ast.Value {
	all := ast.NewObjectWithCapacity(len(technologies))
	for i := range technologies {
		t := &technologies[i]
		links := ast.NewObject()
		for _, link := range t.Links {
			links.Insert(text(link.Name), text(link.URL))
		}
		evidence := make([]*ast.Term, len(t.IdentifiedBy))
		for k, e := range t.IdentifiedBy {
			if evidence[k] = text(e.Purl); e.Version != "" {
				evidence[k] = object("purl", text(e.Purl), "version", text(e.Version))
			}
		}
		all.Insert(text(t.ID), object(
			"name", text(t.Name), "category", text(t.Category),
			"links", ast.NewTerm(links), "identified_by", ast.ArrayTerm(evidence...),
		))
	}
	return all
}
