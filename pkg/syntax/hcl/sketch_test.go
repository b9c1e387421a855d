package hcl

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// sketch writes a tree as far as both this package and the library tell it.
func sketch(n *Node) string {
	switch {
	case n.Kind == Null:
		return "null"
	case n.Kind == String:
		return sketchParts(n.Parts)
	case n.Kind == Array, n.Kind == Call:
		var all []string
		for _, e := range n.Elements {
			all = append(all, sketch(e))
		}
		return map[Kind]string{Array: "array", Call: "call"}[n.Kind] + "[" + strings.Join(all, " ") + "]"
	case n.Kind != Object:
		return "other"
	}
	var all []string
	for _, m := range n.Members {
		all = append(all, fmt.Sprintf("%q=%s", m.Key.Text, sketch(m.Value)))
	}
	return "{" + strings.Join(all, " ") + "}"
}

// zeros lead numbers in references, of which the library forgets how they are written.
var zeros = regexp.MustCompile(`\.0+(\d)`)

func sketchParts(parts []Part) string {
	var all, literal string
	flush := func() {
		if literal != "" {
			all += fmt.Sprintf("%q", literal)
		}
		literal = ""
	}
	for _, p := range parts {
		if p.Literal {
			literal += p.Text
			continue
		}
		flush()
		all += "<" + zeros.ReplaceAllString(p.Reference, ".$1") + ">"
	}
	flush()
	return "string" + all
}

func sketchBody(body *hclsyntax.Body) string {
	type member struct {
		at   int
		text string
	}
	var members []member
	for name, a := range body.Attributes {
		members = append(members, member{a.SrcRange.Start.Byte, fmt.Sprintf("%q=%s", name, sketchExpression(a.Expr))})
	}
	for _, b := range body.Blocks {
		text := sketchBody(b.Body)
		for _, label := range slices.Backward(b.Labels) {
			text = fmt.Sprintf("{%q=%s}", label, text)
		}
		members = append(members, member{b.TypeRange.Start.Byte, fmt.Sprintf("%q=%s", b.Type, text)})
	}
	slices.SortFunc(members, func(a, b member) int { return cmp.Compare(a.at, b.at) })
	var all []string
	for _, m := range members {
		all = append(all, m.text)
	}
	return "{" + strings.Join(all, " ") + "}"
}

func sketchExpression(e hclsyntax.Expression) string {
	switch e := e.(type) {
	case *hclsyntax.LiteralValueExpr:
		switch {
		case e.Val.IsNull():
			return "null"
		case e.Val.Type() == cty.Number:
			return "string number"
		}
	case *hclsyntax.TemplateExpr, *hclsyntax.TemplateWrapExpr:
		return "string" + pieces(e)
	case *hclsyntax.ScopeTraversalExpr:
		if reference := path(e.Traversal); reference != "" {
			return "string<" + reference + ">"
		}
	case *hclsyntax.ParenthesesExpr:
		return sketchExpression(e.Expression)
	case *hclsyntax.TupleConsExpr:
		return "array[" + sketchAll(e.Exprs) + "]"
	case *hclsyntax.FunctionCallExpr:
		if !strings.Contains(e.Name, "::") {
			return "call[" + sketchAll(e.Args) + "]"
		}
	case *hclsyntax.ObjectConsExpr:
		var all []string
		for _, item := range e.Items {
			all = append(all, fmt.Sprintf("%q=%s", keyText(item.KeyExpr), sketchExpression(item.ValueExpr)))
		}
		return "{" + strings.Join(all, " ") + "}"
	}
	return "other"
}

func sketchAll(expressions []hclsyntax.Expression) string {
	var all []string
	for _, e := range expressions {
		all = append(all, sketchExpression(e))
	}
	return strings.Join(all, " ")
}

func keyText(e hclsyntax.Expression) string {
	key := e.(*hclsyntax.ObjectConsKeyExpr)
	if template, isTemplate := key.Wrapped.(*hclsyntax.TemplateExpr); isTemplate && len(template.Parts) == 1 {
		if text := pieces(template); strings.HasPrefix(text, `"`) {
			unquoted := ""
			_, _ = fmt.Sscanf(text, "%q", &unquoted)
			return unquoted
		}
	}
	return hcl.ExprAsKeyword(key.Wrapped)
}

func pieces(e hclsyntax.Expression) string {
	switch e := e.(type) {
	case *hclsyntax.TemplateExpr:
		all := ""
		for _, part := range e.Parts {
			all += pieces(part)
		}
		return all
	case *hclsyntax.TemplateWrapExpr:
		return pieces(e.Wrapped)
	case *hclsyntax.LiteralValueExpr:
		if e.Val.Type() == cty.String && !e.Val.IsNull() && e.Val.AsString() != "" {
			return fmt.Sprintf("%q", e.Val.AsString())
		}
		return ""
	case *hclsyntax.ScopeTraversalExpr:
		return "<" + path(e.Traversal) + ">"
	}
	return "<>"
}

func path(traversal hcl.Traversal) string {
	var steps []string
	if at := traversal.SourceRange(); at.Start.Line != at.End.Line {
		return ""
	}
	for _, step := range traversal {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			steps = append(steps, step.Name)
		case hcl.TraverseAttr:
			steps = append(steps, step.Name)
		case hcl.TraverseSplat:
			return ""
		case hcl.TraverseIndex:
			if step.Key.Type() == cty.String {
				steps = append(steps, step.Key.AsString())
			} else {
				steps = append(steps, step.Key.AsBigFloat().Text('f', -1))
			}
		}
	}
	if slices.Contains(steps, "") {
		return ""
	}
	return strings.Join(steps, ".")
}
