package gradlebuild

import (
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor/gradle/artifact"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/gradle"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
)

// path gives what a path stands for: a variable, a property, an entry of a catalog, a list.
func (p *Project) path(steps []gradle.Step, value []lex.Token, use *gradle.Call) artifact.Value {
	for len(steps) > 1 && isAsking(steps[len(steps)-1].Token.Text) {
		steps = steps[:len(steps)-1]
	}
	if len(steps) == 0 {
		return artifact.Value{}
	}
	last := steps[len(steps)-1]
	switch name := dotted(steps); {
	case len(steps) == 1 && last.Token.Kind == lex.String && last.Token.Quote != "`": // "x".trim()
		return artifact.Value{Text: p.string(last.Token, use)}
	case slices.Contains(collections, name):
		return p.items(last.Args, use)
	case slices.Contains(extras, name) && len(last.Args) > 0: // by extra("x")
		return p.evaluate(last.Args[0].Value, use)
	}
	at := inventory.Span{Start: value[0].Span.Start, End: value[len(value)-1].Span.End}
	return p.place(p.referred(steps, use), at)
}

// referred is what a path refers to.
func (p *Project) referred(steps []gradle.Step, use *gradle.Call) artifact.Value {
	last := steps[len(steps)-1]
	kind, finds := finders[last.Token.Text]
	switch {
	case last.Token.Is("pluginId"):
		if plugin := p.named(steps[:len(steps)-1], use).Plugin; plugin != nil {
			return artifact.Value{Text: plugin.ID}
		}
	case !last.Called:
		return p.named(steps, use)
	case len(last.Args) == 0:
	case slices.Contains(askers, last.Token.Text):
		return p.asked(last.Args, use)
	case finds && p.Catalog != nil && len(steps) > 1:
		alias := p.evaluate(last.Args[0].Value, use).Text.String()
		return p.Catalog(steps[len(steps)-2].Token.Text, kind+alias)
	}
	return artifact.Value{}
}

// collections make lists and maps.
var collections = []string{"listOf", "setOf", "mutableListOf", "arrayOf", "mapOf", "mutableMapOf", "files"}

// askers ask for a property by its name.
var askers = []string{"property", "findProperty", "gradleProperty", "get", "getProperty", "getValue", "optional"}

// finders ask for an entry of a catalog, with what stands before its alias in a path.
var finders = map[string]string{"findLibrary": "", "findVersion": "versions.", "findBundle": "bundles.", "findPlugin": "plugins."}

func dotted(steps []gradle.Step) string {
	var names []string
	for _, s := range steps {
		names = append(names, s.Token.Text)
	}
	return strings.Join(names, ".")
}

// asked is a property: property("x").
func (p *Project) asked(args []gradle.Arg, use *gradle.Call) artifact.Value {
	name := p.evaluate(args[0].Value, use).Text
	if name == nil || name.Resolution() == inventory.Unresolved {
		return artifact.Value{}
	}
	return p.lookup(name.String(), use)
}

// named is a variable, or an entry of a catalog, by its path.
func (p *Project) named(steps []gradle.Step, use *gradle.Call) artifact.Value {
	words := make([]lex.Token, len(steps))
	for i, s := range steps {
		if s.Called { // a.b().c
			if s.Token.Text != "asProvider" && s.Token.Text != "get" {
				return artifact.Value{}
			}
			s.Token.Text = ""
		}
		words[i] = s.Token
	}
	words = slices.DeleteFunc(words, func(t lex.Token) bool { return t.Text == "" })
	name := plain(words)
	if v := p.lookup(name, use); v.Known() {
		return v
	}
	if catalog, alias, found := strings.Cut(name, "."); found && p.Catalog != nil {
		return p.Catalog(catalog, alias)
	}
	return artifact.Value{}
}

// lookup finds a variable in the script, else elsewhere.
func (p *Project) lookup(name string, use *gradle.Call) artifact.Value {
	if strings.Count(name, ".") > maxDepth {
		return artifact.Value{}
	}
	if v := p.own(name, use); v.Known() || p.Elsewhere == nil {
		return v
	}
	return p.Elsewhere(name)
}

// own finds a variable in the script. Of a.b.c, a may be a map.
func (p *Project) own(name string, use *gradle.Call) artifact.Value {
	for prefix, rest := name, ""; ; {
		for set := range p.Model.find(prefix, use) { // x = [a: 1]; x += [b: 2]
			if v := p.set(set, prefix).Member(rest); v.Known() {
				return v
			}
		}
		dot := strings.LastIndexByte(prefix, '.')
		if dot < 0 {
			return artifact.Value{}
		}
		prefix, rest = name[:dot], name[dot+1:]
	}
}

// set is the value of an assignment. One by a delegate has the property of its name: val x by project.
func (p *Project) set(s assignment, name string) artifact.Value {
	if v, known := p.values[s.call]; known {
		return v
	}
	p.values[s.call] = artifact.Value{}
	if s.call.By && len(s.value) > 0 && (len(s.value) == 1 || s.value[len(s.value)-1].Is("extra")) {
		p.values[s.call] = p.lookup(name, s.call)
	} else {
		p.values[s.call] = p.evaluate(s.value, s.call).Variable(&p.Model.Origin, inventory.Variable)
	}
	return p.values[s.call]
}

// Variable gives a variable that the script sets, as other scripts see it.
func (p *Project) Variable(name string) artifact.Value {
	return p.own(name, nil).Variable(&p.Model.Origin, inventory.Inherited)
}
