package policy

import (
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// valueSize is how many bytes of a value are shown.
const valueSize = 2000

// difference tells, of a comparison that failed, what stands only on one of its sides: OPA shows no more than the first
// characters of a value, and findings differ in their last ones.
func difference(event *topdown.Event) []string {
	expr := event.Node.(*ast.Expr)
	if !expr.IsEquality() || expr.Negated {
		return nil
	}
	left, right := plugged(event, expr.Operand(0)), plugged(event, expr.Operand(1))
	switch value := left.(type) {
	case ast.Set:
		other, ok := right.(ast.Set)
		if !ok {
			return nil
		}
		return append(side("only on the left: ", value.Diff(other).Slice()...), side("only on the right: ", other.Diff(value).Slice()...)...)
	case ast.Object, *ast.Array:
		return append(side("left: ", ast.NewTerm(left)), side("right: ", ast.NewTerm(right))...)
	}
	return nil
}

// plugged is a term with its variables replaced by their values.
func plugged(event *topdown.Event, term *ast.Term) ast.Value {
	value, err := ast.TransformVars(term.Value, func(v ast.Var) (ast.Value, error) {
		if known := event.Locals.Get(v); known != nil {
			return known, nil
		}
		return v, nil
	})
	if err != nil {
		return term.Value
	}
	return value.(ast.Value)
}

func side(label string, terms ...*ast.Term) []string {
	var all []string
	for _, term := range terms {
		text := term.String()
		if len(text) > valueSize {
			text = text[:valueSize] + "…"
		}
		all = append(all, label+text)
	}
	return all
}
