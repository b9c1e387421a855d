package policy

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// checkData checks that every reference below data leads to a rule or a document: to OPA the world is open, and a
// misspelt reference is merely undefined.
func (v *verifier) checkData(compiler *ast.Compiler) {
	documents, err := allDocuments(v.policy)
	if err != nil {
		v.report(nil, "%v", err)
		return
	}
	for _, module := range compiler.Modules {
		for _, rule := range module.Rules {
			ast.WalkRefs(rule, func(ref ast.Ref) bool {
				if ref[0].Equal(ast.DefaultRootDocument) {
					v.checkRef(compiler.RuleTree.Child(ast.DefaultRootDocument.Value), documents, ref)
				}
				return false
			})
		}
	}
}

// checkRef follows a reference through the tree of rules and the documents, as far as its parts are constant.
func (v *verifier) checkRef(rules *ast.TreeNode, document ast.Value, ref ast.Ref) {
	at := ref[0].Location
	for i := 1; i < len(ref); i++ {
		part := ref[i]
		if ref[i].Location != nil {
			at = ref[i].Location
		}
		key, constant := part.Value.(ast.String)
		if !constant {
			if i == 1 {
				v.report(at, "data[…] cannot be checked: name the package or the list, as in data.lists.approved")
			}
			return
		}
		var known []string
		if rules != nil {
			known = children(rules)
			rules = rules.Child(key)
		}
		document, known = descend(document, part, known)
		switch {
		case rules != nil && len(rules.Values) > 0:
			return
		case rules == nil && document == nil:
			v.report(at, "nothing defines %s%s", ref[:i+1], guideline.Instead(string(key), known))
			return
		}
	}
}

func children(node *ast.TreeNode) []string {
	var names []string
	for key := range node.Children {
		if name, ok := key.(ast.String); ok {
			names = append(names, string(name))
		}
	}
	slices.Sort(names)
	return names
}

// descend gives the member of a document, and adds the names of its members to those known.
func descend(document ast.Value, key *ast.Term, known []string) (ast.Value, []string) {
	object, ok := document.(ast.Object)
	if !ok {
		return nil, known
	}
	object.Foreach(func(name, _ *ast.Term) {
		known = append(known, strings.Trim(name.String(), `"`))
	})
	slices.Sort(known)
	if member := object.Get(key); member != nil {
		return member.Value, known
	}
	return nil, known
}

// enums are the fields of the input that hold one of a few words, and these words.
var enums = map[string][]string{
	"kind":   words(inventory.Kinds),
	"scope":  words(inventory.Scopes),
	"status": append([]string{""}, words(guideline.Statuses)...),
}

func words[T ~string](values []T) []string {
	all := make([]string, len(values))
	for i, value := range values {
		all[i] = string(value)
	}
	return all
}

// checkLiterals checks comparisons such as component.kind == "lib" and component.kind in {"lib"}: a word that the field
// never holds makes the rule never true.
func (v *verifier) checkLiterals(module *ast.Module) {
	ast.WalkExprs(module, func(e *ast.Expr) bool {
		if terms, ok := e.Terms.([]*ast.Term); ok && len(terms) == 3 {
			v.checkComparison(terms[1], terms[2])
			v.checkComparison(terms[2], terms[1])
		}
		return false
	})
	ast.WalkTerms(module, func(t *ast.Term) bool {
		if call, ok := t.Value.(ast.Call); ok && len(call) == 3 {
			v.checkComparison(call[1], call[2])
			v.checkComparison(call[2], call[1])
		}
		return false
	})
}

func (v *verifier) checkComparison(field, value *ast.Term) {
	ref, ok := field.Value.(ast.Ref)
	if !ok || len(ref) < 2 || ref[0].Equal(ast.DefaultRootDocument) {
		return
	}
	name, ok := ref[len(ref)-1].Value.(ast.String)
	if !ok {
		return
	}
	allowed := enums[string(name)]
	if allowed == nil {
		return
	}
	for _, literal := range literals(value) {
		if word, ok := literal.Value.(ast.String); ok && !slices.Contains(allowed, string(word)) {
			v.report(literal.Location, "%s is never %q%s", ref, string(word), guideline.Instead(string(word), allowed))
		}
	}
}

// literals are the term itself, or the elements of a set or an array.
func literals(t *ast.Term) []*ast.Term {
	switch value := t.Value.(type) {
	case ast.Set:
		return value.Slice()
	case *ast.Array:
		all := make([]*ast.Term, value.Len())
		for i := range all {
			all[i] = value.Elem(i)
		}
		return all
	}
	return []*ast.Term{t}
}
