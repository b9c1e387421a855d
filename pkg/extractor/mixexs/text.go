package mixexs

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/elixir"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// value is a string that an expression stands for, and where it is used.
type value struct {
	string
	at  inventory.Span
	how inventory.Resolution
}

// embedded is an attribute in a string: #{@version}.
var embedded = lazyregexp.New(`#\{\s*(@\w+)\s*\}`)

// maxEmbedded is how many attributes in a string are looked up. Real ones have one.
const maxEmbedded = 10

// text is the string that an expression is, or that its attribute stands for; what cannot be known is as written, and unresolved.
func (r *reader) text(t elixir.Tokens) value {
	if len(t) == 0 {
		return value{}
	}
	v := value{at: inventory.Span{Start: t[0].Content.Start, End: t[len(t)-1].Content.End}, how: inventory.Literal}
	v.string = string(r.file.Data[v.at.Start:v.at.End])
	token := t[0]
	if constant, found := r.attributes[token.Text].Text(); found && token.Kind == lex.Word {
		token, v.how = constant, inventory.Variable
	}
	switch {
	case len(t) > 1 || token.Kind != lex.String:
		v.how = inventory.Unresolved
		return v
	case token.Interpolated:
		v.string, v.how = token.Text, inventory.Variable
		for _, m := range embedded.FindAllStringSubmatch(token.Text, maxEmbedded) {
			if constant, found := r.attributes[m[1]].Text(); found {
				v.string = strings.Replace(v.string, m[0], constant.Text, 1)
			}
		}
		if strings.Contains(v.string, "#{") {
			v.how = inventory.Unresolved
		}
	default:
		if v.string != token.Text {
			v.how = inventory.Variable
		}
		v.string = token.Text
	}
	return v
}

// exact is a requirement that one version satisfies.
var exact = lazyregexp.New(`^\s*(?:==\s*)?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)\s*$`)

// require reads a requirement. A pattern of versions is one, too, which nobody can compare.
func (r *reader) require(c *inventory.Component, t elixir.Tokens) {
	required := r.text(t)
	c.Requirement, c.VersionSpan = required.string, required.at
	c.Resolution = text.Worse(c.Resolution, required.how)
	m := exact.FindStringSubmatchIndex(required.string)
	if m == nil || required.how == inventory.Unresolved {
		return
	}
	c.Version, c.Requirement = required.string[m[2]:m[3]], ""
	if required.how == inventory.Literal {
		c.VersionSpan = inventory.Span{Start: required.at.Start + m[2], End: required.at.Start + m[3]}
	}
}
