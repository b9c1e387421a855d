package packageswift

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// dependency records what one call declares: a package at an address (url:), of a registry (id:) or in a folder (path:).
func (r *reader) dependency(call lex.Token, arguments []argument) {
	by := map[string]argument{}
	for _, a := range arguments {
		by[a.label.Text] = a // without a label, what stands last: the requirement
	}
	c := inventory.Component{
		Type: purl.Swift, Kind: inventory.Library, Scope: inventory.Runtime, Direct: true, Resolution: inventory.Literal,
	}
	switch {
	case by["url"].tokens != nil:
		r.at(&c, by["url"])
	case by["id"].tokens != nil:
		r.registered(&c, by["id"])
	case by["path"].tokens != nil:
		r.local(&c, by["path"], by["name"])
	default:
		return // one of another sort: that of a product
	}
	for _, label := range []string{"", "from", "exact", "branch", "revision", "majorVersion"} {
		if a := by[label]; len(a.tokens) > 0 && !c.Local() {
			r.require(&c, a)
		}
	}
	if c.Name == "" {
		r.file.Problem(call.Span, "this package has no address, id or path; add one or remove it")
		return
	}
	if c.PURL != "" && c.Version != "" {
		c.PURL = purl.At(c.PURL, c.Version)
	}
	r.file.Add(c)
}

// at names a package by its address.
func (r *reader) at(c *inventory.Component, url argument) {
	address := r.name(c, url.tokens)
	name := purl.RepositoryName(address)
	switch {
	case c.Resolution == inventory.Unresolved:
		c.Name = address
	case name == "":
		c.Name, c.Attributes.Source = address, "file:"+strings.TrimPrefix(address, "file://")
	default:
		c.Name, c.PURL = name, purl.New(c.Type, name, "")
		written := string(r.file.Data[c.NameSpan.Start:c.NameSpan.End])
		if at := strings.Index(written, name); at >= 0 {
			c.NameSpan = inventory.Span{Start: c.NameSpan.Start + at, End: c.NameSpan.Start + at + len(name)}
		} else {
			c.Resolution = inventory.Variable // git@host:name
		}
	}
}

// registered names a package of a registry: scope.name. Which registry serves a scope stands in the configuration of a machine.
func (r *reader) registered(c *inventory.Component, id argument) {
	c.Name = r.name(c, id.tokens)
	if scope, name, found := strings.Cut(c.Name, "."); found && c.Resolution != inventory.Unresolved {
		c.PURL = purl.New(c.Type, scope+"/"+name, "")
	}
}

// local names a package of the repository by its folder, unless it has a name.
func (r *reader) local(c *inventory.Component, folder, name argument) {
	c.Name = r.name(c, folder.tokens)
	c.Attributes.Source = "file:" + c.Name
	if len(name.tokens) > 0 {
		c.Resolution = inventory.Literal
		c.Name = r.name(c, name.tokens)
	} else if base := path.Base(c.Name); strings.HasSuffix(c.Name, base) && r.file.Holds(c.NameSpan, c.Name) {
		c.NameSpan.Start = c.NameSpan.End - len(base)
		c.Name = base
	}
}

// maxEmbedded is how many variables in a string are looked up. Real ones have one.
const maxEmbedded = 10

// embedded is a variable in a string.
var embedded = lazyregexp.New(`\\\(\s*(\w+)\s*\)`)

// name is the string that an argument is, or that its variable stands for; what cannot be known is as written, and unresolved.
// It stands where it is used.
func (r *reader) name(c *inventory.Component, tokens []lex.Token) string {
	c.NameSpan = inventory.Span{Start: tokens[0].Content.Start, End: tokens[len(tokens)-1].Content.End}
	t := tokens[0]
	if constant, found := r.constants[t.Text]; found && t.Kind == lex.Word {
		t, c.Resolution = constant, inventory.Variable
	}
	written := string(r.file.Data[c.NameSpan.Start:c.NameSpan.End])
	switch {
	case len(tokens) > 1 || t.Kind != lex.String:
		c.Resolution = inventory.Unresolved
		return written
	case !t.Interpolated:
		if t.Text != written {
			c.Resolution = inventory.Variable
		}
		return t.Text
	}
	c.Resolution = inventory.Variable
	known := t.Text
	for _, m := range embedded.FindAllStringSubmatch(t.Text, maxEmbedded) {
		if constant := r.constants[m[1]]; constant.Text != "" && !constant.Interpolated {
			known = strings.Replace(known, m[0], constant.Text, 1)
		}
	}
	if strings.Contains(known, `\(`) {
		c.Resolution = inventory.Unresolved
	}
	return known
}

// exact is a requirement that one version satisfies.
var exact = lazyregexp.New(`^(?:exact: |\.exact\()"([^"]+)"\)?$`)

// require reads the requirement of a package, of which all but exact ones are ranges, branches or revisions.
func (r *reader) require(c *inventory.Component, a argument) {
	requirement, how := r.written(a.tokens)
	span := inventory.Span{Start: a.tokens[0].Span.Start, End: a.tokens[len(a.tokens)-1].Span.End}
	if a.label.Text != "" {
		requirement = a.label.Text + ": " + requirement
		span.Start = a.label.Span.Start
	}
	c.Requirement, c.VersionSpan = requirement, span
	if m := exact.FindStringSubmatch(requirement); m != nil {
		c.Version, c.Requirement = m[1], ""
		if at := strings.Index(string(r.file.Data[span.Start:span.End]), c.Version); at >= 0 {
			c.VersionSpan = inventory.Span{Start: span.Start + at, End: span.Start + at + len(c.Version)}
		}
	}
	if !r.file.Holds(c.VersionSpan, c.Version+c.Requirement) {
		how = text.Worse(how, inventory.Variable)
	}
	c.Resolution = text.Worse(c.Resolution, how)
}

// written is an expression in the one form that it has without line ends and comments, constants in place of their names.
func (r *reader) written(tokens []lex.Token) (string, inventory.Resolution) {
	var all strings.Builder
	how := inventory.Literal
	for i, t := range tokens {
		isName := i > 0 && tokens[i-1].Is(".") || i+1 < len(tokens) && tokens[i+1].Is(":") // of a case or an argument
		if t.Kind == lex.Word && !isName || t.Interpolated {
			var as inventory.Resolution
			t, as = r.constant(t)
			how = text.Worse(how, as)
		}
		switch {
		case t.Kind == lex.String:
			all.WriteString(`"` + t.Text + `"`)
		case t.Is(":"), t.Is(","):
			all.WriteString(t.Text + " ")
		default:
			all.WriteString(t.Text)
		}
	}
	return all.String(), how
}

// constant is the string that a name stands for, or the token itself, unresolved.
func (r *reader) constant(t lex.Token) (lex.Token, inventory.Resolution) {
	if constant, found := r.constants[t.Text]; found && t.Kind == lex.Word && !constant.Interpolated {
		return constant, inventory.Variable
	}
	return t, inventory.Unresolved
}
