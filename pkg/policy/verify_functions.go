package policy

import (
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
)

// parameters are the names of function parameters that stand for parts of the input, and what they stand for: by this
// convention the bodies of functions are type-checked too, which OPA does not do.
var parameters = map[string]string{
	"component":  "input.components[_]",
	"components": "input.components",
	"technology": "input.technologies[_]",
	"guideline":  "input.guideline",
	"repository": "input.repository",
}

// checkFunctions type-checks the body of each function of the modules that compile, as a rule whose parameters are bound
// to the input.
func (v *verifier) checkFunctions(sound map[string]*ast.Module) {
	modules := map[string]*ast.Module{}
	for _, m := range v.policy.Modules {
		if sound[m.Path] == nil {
			continue
		}
		module, err := parse(m.Path, m.Source)
		if err != nil {
			continue // reported already
		}
		var shadows []*ast.Rule
		for _, rule := range module.Rules {
			if shadow := shadowOf(rule, len(shadows)); shadow != nil {
				shadow.Module = module
				shadows = append(shadows, shadow)
			}
		}
		module.Rules = append(module.Rules, shadows...)
		modules[m.Path] = module
	}
	compiler, err := v.compiler()
	if err != nil {
		return // reported already
	}
	if compiler.Compile(modules); compiler.Failed() {
		v.reportErrors("", compiler.Errors)
	}
}

// shadowOf makes a rule of a function: the same body, with its parameters bound. Nil if none of them is known.
func shadowOf(rule *ast.Rule, number int) *ast.Rule {
	var bindings []*ast.Expr
	known := false
	for _, arg := range rule.Head.Args {
		name, ok := arg.Value.(ast.Var)
		if !ok {
			continue
		}
		source := "data.__techcheck_anything"
		if stands, found := parameters[string(name)]; found {
			source, known = stands, true
		}
		bindings = append(bindings, ast.Equality.Expr(ast.NewTerm(name), ast.MustParseTerm(source)))
	}
	if !known {
		return nil
	}
	body := ast.NewBody(bindings...)
	for _, e := range rule.Body {
		body.Append(e)
	}
	if value := rule.Head.Value; value != nil {
		body.Append(ast.Equality.Expr(ast.VarTerm("__techcheck_value"), value).SetLocation(rule.Location))
	}
	name := ast.Var(fmt.Sprintf("__techcheck_shadow_%d", number))
	return &ast.Rule{
		Location: rule.Location,
		Head:     &ast.Head{Name: name, Reference: ast.Ref{ast.NewTerm(name)}, Value: ast.BooleanTerm(true)},
		Body:     body,
	}
}
