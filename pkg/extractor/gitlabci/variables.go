package gitlabci

import (
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// variable is $name, ${name}, or $$, which is a $ (https://docs.gitlab.com/ci/variables/where_variables_can_be_used).
var variable = lazyregexp.New(`\$(?:(\$)|(\w+)|\{(\w+)\})`)

// proxy is GitLab's own cache of Docker Hub, before the name of an image (https://docs.gitlab.com/user/packages/dependency_proxy).
var proxy = lazyregexp.New(`^\$\{?CI_DEPENDENCY_PROXY_(?:DIRECT_)?GROUP_IMAGE_PREFIX\}?/`)

// What is expanded of an image: variables may repeat others.
const (
	maxDepth = 10
	maxText  = 1 << 12
)

// expand replaces the variables of a text. One that the file does not set stays as written, instead of vanishing.
func (r *reader) expand(t yaml.Text, depth int) imageref.Value {
	cached := proxy.FindString(t.String())
	t = t.Slice(len(cached), t.Len())
	text, at := t.String(), t.Offsets()
	var v imageref.Value
	end := 0
	for _, m := range variable.FindAllStringSubmatchIndex(text, -1) {
		v = append(v, imageref.Written(text[end:m[0]], at[end:m[0]], imageref.Literal)...)
		end = m[1]
		use := inventory.Span{Start: at[m[0]], End: at[m[1]-1] + 1}
		switch name := text[max(m[4], m[6], m[0]):max(m[5], m[7], m[0])]; {
		case m[2] >= 0:
			v = append(v, imageref.Char{Byte: '$', At: at[m[0]], Use: use})
		case r.value(name) != nil && depth < maxDepth && len(v) < maxText:
			v = append(v, r.expand(r.value(name).Whole(), depth+1).Through(use, imageref.Variable)...)
		default:
			v = append(v, imageref.Written(text[m[0]:m[1]], at[m[0]:m[1]], imageref.Unresolved).Through(use, imageref.Unresolved)...)
		}
	}
	v = append(v, imageref.Written(text[end:], at[end:], imageref.Literal)...)
	return v[:min(len(v), maxText)]
}

// value is that of a variable: a scalar, or what a mapping with a description says; nil if the file does not set it.
func (r *reader) value(name string) *yaml.Node {
	for _, variables := range r.variables {
		value := variables.Get(name)
		if value.Is(yaml.Mapping) {
			value = value.Get("value")
		}
		if value.Is(yaml.Scalar) {
			return value
		}
	}
	return nil
}
