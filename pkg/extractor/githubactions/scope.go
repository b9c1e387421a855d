package githubactions

import (
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// scope is what expressions can refer to. All of it may be nil.
type scope struct {
	env    []*yaml.Node // innermost first
	inputs []*yaml.Node // of workflow_call, workflow_dispatch or an action, with defaults
	matrix *yaml.Node
	depth  int  // of values that hold expressions themselves
	budget *int // the reader's
}

const (
	maxDepth  = 8
	maxValues = 256  // that one text may have
	maxText   = 4096 // bytes of a text that is expanded
)

// expand gives the values that a text may have, one without expressions just its own. An expression whose value is not
// known stays as written. "" has none.
func (s scope) expand(t yaml.Text) []imageref.Value {
	if t.Len() == 0 || t.Len() > maxText {
		return nil
	}
	values := []imageref.Value{nil}
	for t.Len() > 0 {
		before, rest, found := t.Cut("${{")
		end := expressionLength(rest.String())
		if !found || end < 0 {
			return combine(values, []imageref.Value{written(t)})
		}
		values = combine(values, []imageref.Value{written(before)})
		whole := t.Slice(before.Len(), t.Len()-rest.Len()+end+len("}}"))
		values = combine(values, s.evaluate(whole, rest.Slice(0, end)))
		t = rest.Slice(end+len("}}"), rest.Len())
	}
	return values
}

// expressionLength measures what stands before }}, outside of string literals; -1 without such.
func expressionLength(s string) int {
	quoted := false
	for i := range len(s) {
		switch {
		case s[i] == '\'':
			quoted = !quoted
		case !quoted && strings.HasPrefix(s[i:], "}}"):
			return i
		}
	}
	return -1
}

// combine appends each of some values to each of others.
func combine(starts, ends []imageref.Value) []imageref.Value {
	var all []imageref.Value
	size := 0
	for _, start := range starts {
		for _, end := range ends {
			if size += len(start) + len(end); size <= 8*maxText && len(all) < maxValues {
				all = append(all, slices.Concat(start, end))
			}
		}
	}
	return all
}

// evaluate gives the values that an expression may have where it stands: the whole ${{ … }}.
func (s scope) evaluate(whole, inner yaml.Text) []imageref.Value {
	e := &expression{scope: s, text: inner}
	values := e.or()
	if !e.ended() || len(values) == 0 {
		unknown := imageref.Written(whole.String(), whole.Offsets(), imageref.Unresolved)
		return []imageref.Value{unknown.Through(whole.Span(), imageref.Unresolved)}
	}
	for i, value := range values {
		values[i] = value.Through(whole.Span(), imageref.Literal)
	}
	return values
}

// lookup gives the values of a context's property, such as matrix.go or env.GO_VERSION; none if they are not known.
func (s scope) lookup(path []string) []imageref.Value {
	if len(path) < 2 || *s.budget < 0 {
		return nil
	}
	switch strings.ToLower(path[0]) {
	case "matrix":
		return s.through(matrixValues(s.matrix, path[1:]), imageref.Variable)
	case "env":
		for _, env := range s.env {
			if value := env.Get(path[1]); value != nil {
				return s.through([]*yaml.Node{value}, imageref.Variable)
			}
		}
	case "inputs":
		for _, inputs := range s.inputs {
			if value := inputs.Get(path[1]).Get("default"); value != nil {
				return s.through([]*yaml.Node{value}, imageref.Default)
			}
		}
	}
	return nil
}

// through expands values that a text has by the way of an expression.
func (s scope) through(nodes []*yaml.Node, how imageref.Origin) []imageref.Value {
	*s.budget -= 1 + len(nodes)
	if s.depth++; s.depth > maxDepth || *s.budget < 0 {
		return nil
	}
	var all []imageref.Value
	seen := map[string]bool{}
	for _, node := range nodes {
		for _, value := range s.expand(node.Whole()) {
			text := value.String()
			if !seen[text] && len(all) < maxValues && value.Origin() != imageref.Unresolved {
				seen[text] = true
				all = append(all, value.Through(value.Use(), how))
			}
		}
	}
	return all
}

// matrixValues are the values of matrix.key: of the elements of that key, and of those that include adds.
func matrixValues(matrix *yaml.Node, path []string) []*yaml.Node {
	var values []*yaml.Node
	for _, element := range matrix.Get(path[0]).Items() {
		values = append(values, descend(element, path[1:]))
	}
	for _, element := range matrix.Get("include").Items() {
		values = append(values, descend(element, path))
	}
	return values
}

func descend(n *yaml.Node, path []string) *yaml.Node {
	for _, key := range path {
		n = n.Get(key)
	}
	return n
}
