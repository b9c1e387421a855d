package mixexs

import (
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/elixir"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// dependency reads what begins at i, if it is a dependency: {:name, "requirement", key: value}, or in a list name: "requirement".
// It gives the place of its last token.
func (r *reader) dependency(i int) (last int, read bool) {
	if r.source.At(i).Is("{") {
		return r.tuple(i)
	}
	return r.pair(i)
}

func (r *reader) tuple(i int) (last int, read bool) {
	end, closed := r.source.Close(i)
	if !closed {
		return 0, false
	}
	name, found := r.source.Tokens[i+1 : min(i+3, end)].Atom()
	if found = found && (i+3 == end || r.source.At(i+3).Is(",")); found {
		r.add(name, r.source.Tokens[i : end+1].Elements()[1:])
	}
	return end, found
}

func (r *reader) pair(i int) (last int, read bool) {
	t := r.source.At(i)
	if t.Kind != lex.Word && t.Kind != lex.String || !r.isKey(i) || slices.Contains(blocks, t.Text) || !r.source.Around(i).Is("[") {
		return 0, false
	}
	end := r.source.End(i + 2)
	value := r.source.Tokens[i+2 : end]
	if _, isText := value.Text(); !isText && !isList(value) {
		return 0, false
	}
	r.add(t, []elixir.Tokens{value})
	return end - 1, true
}

// blocks are the keys of what is no keyword: if x, do: a, else: b.
var blocks = []string{"do", "else"}

func isList(t elixir.Tokens) bool { return len(t) > 1 && t[0].Is("[") }

// options are those of a dependency, by their keys.
type options map[string]elixir.Tokens

func (o options) set(elements []elixir.Tokens) {
	for _, element := range elements {
		if key, value := element.Key(); value != nil {
			o[key.Text] = value
		}
	}
}

// add records a dependency, of which the rest are its requirement and its options, perhaps in a list.
func (r *reader) add(name lex.Token, rest []elixir.Tokens) {
	c := inventory.Component{
		Type: purl.Hex, Kind: inventory.Library, Direct: true, Resolution: inventory.Literal, Name: name.Text, NameSpan: name.Content,
	}
	set := options{}
	for i, element := range rest {
		_, value := element.Key()
		switch {
		case isList(element):
			set.set(element.Elements())
		case value == nil && i == 0:
			r.require(&c, element)
		}
	}
	set.set(rest)
	if other, found := set.word("hex"); found { // the package that the application is in
		c.Name, c.NameSpan = other.Text, other.Content
	}
	if !r.file.Holds(c.NameSpan, c.Name) {
		c.Resolution = text.Worse(c.Resolution, inventory.Variable)
	}
	c.Scope = set.scope()
	c.Attributes = r.origin(name.Text, set)
	c.PURL = purl.New(c.Type, r.organization(set)+c.Name, c.Version)
	if c.Name == "" || c.PURL == "" {
		r.file.Problem(name.Span, "this dependency has no name; correct or remove it")
		return
	}
	r.file.Add(c)
}

// word is the value of an option that is an atom or a string.
func (o options) word(key string) (lex.Token, bool) {
	if atom, found := o[key].Atom(); found {
		return atom, true
	}
	return o[key].Text()
}

// scope is what the environments say that a dependency is only for, whether it runs, and whether others need it.
func (o options) scope() inventory.Scope {
	only, known := o["only"].Atoms()
	switch {
	case known && len(only) > 0 && !slices.ContainsFunc(only, func(name string) bool { return name != "test" }):
		return inventory.Test
	case known && len(only) > 0 && !slices.Contains(only, "prod"):
		return inventory.Development
	case len(o["runtime"]) > 0 && (o["runtime"][0].Is("false") || o["runtime"][len(o["runtime"])-1].Is("dev")): // Mix.env() == :dev
		return inventory.Build
	case len(o["optional"]) > 0 && o["optional"][0].Is("true"):
		return inventory.Optional
	}
	return inventory.Runtime
}

// organization is the namespace of a package that one of hex.pm's organizations has for itself.
func (r *reader) organization(o options) string {
	if of := r.text(o["organization"]).string; of != "" {
		return of + "/"
	}
	if of, found := strings.CutPrefix(r.text(o["repo"]).string, "hexpm:"); found {
		return of + "/"
	}
	return ""
}

// origin tells where a dependency comes from if not from hex.pm: of a repository that is no organization's, only its name is known.
func (r *reader) origin(name string, o options) inventory.Attributes {
	for _, from := range []struct{ key, prefix string }{{"git", "git+"}, {"github", "github:"}} {
		if address := r.text(o[from.key]).string; address != "" {
			for _, key := range []string{"tag", "branch", "ref"} {
				if ref := r.text(o[key]).string; ref != "" {
					return inventory.Attributes{Source: from.prefix + address + "#" + ref}
				}
			}
			return inventory.Attributes{Source: from.prefix + address}
		}
	}
	if folder := r.text(o["path"]).string; folder != "" {
		return inventory.Attributes{Source: "file:" + folder}
	}
	if umbrella := o["in_umbrella"]; len(umbrella) > 0 && umbrella[0].Is("true") {
		return inventory.Attributes{Source: "file:../" + name}
	}
	if repo := r.text(o["repo"]).string; repo != "hexpm" && !strings.HasPrefix(repo, "hexpm:") {
		return inventory.Attributes{Registry: repo}
	}
	return inventory.Attributes{}
}
