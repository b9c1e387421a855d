// Package mixexs reads mix.exs, the manifest of Elixir's Mix. It is a program: what the functions declare that the project's deps
// name counts, wherever it stands, also in a condition.
// Sources: hexdocs.pm/mix/Mix.Tasks.Deps.html, hexdocs.pm/mix/Mix.Project.html, hexdocs.pm/elixir/Version.html and, for what comes
// from organizations and repositories, hexdocs.pm/hex/usage.html.
package mixexs

import (
	"path"
	"slices"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/elixir"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
)

// Extractor reads mix.exs files, and keeps a Lock.
var Extractor = &extractor.Extractor{
	Name:      "mixexs",
	Doc:       "Elixir projects",
	Ecosystem: "Elixir",
	Files:     []string{"mix.exs"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language},
	Match:     extractor.Base("mix.exs"),
	Extract:   extract,
}

// Lock is the path of the lock, of an umbrella's application that of the umbrella.
type Lock string

func extract(f *extractor.File) {
	r := &reader{file: f, source: elixir.Parse(f.Data)}
	r.readDefinitions()
	project, found := r.definitions["project"]
	if !found {
		project = area{0, len(r.source.Tokens)}
	}
	if key, value := r.keyword(project, "elixir"); len(value) > 0 {
		r.language(key, value)
	}
	lock := "mix.lock"
	if _, value := r.keyword(project, "lockfile"); len(value) > 0 {
		if path := r.text(value); path.how != inventory.Unresolved {
			lock = path.string
		}
	}
	f.Keep(Lock(path.Join(path.Dir(f.Path), lock)))
	if start, end := r.find(project, "deps"); start > 0 {
		r.follow(area{start, end})
	}
}

// area is a part of the program: from a token to before another one.
type area struct{ start, end int }

// reader reads one file.
type reader struct {
	file        *extractor.File
	source      *elixir.File
	definitions map[string]area          // of functions by their names, and of attributes: @version
	attributes  map[string]elixir.Tokens // the values of these
}

// definers are the words that begin a function. What follows up to the next one is of it.
var definers = []string{"def", "defp"}

// readDefinitions finds functions and attributes. Of a function's several clauses all are of it, and what stands between them.
func (r *reader) readDefinitions() {
	r.definitions, r.attributes = map[string]area{}, map[string]elixir.Tokens{}
	last := ""
	for i, t := range r.source.Tokens {
		before, name := r.source.At(i-1), r.source.At(i+1).Text
		switch {
		case before.Kind != lex.Newline && !before.Is("do") || t.Kind != lex.Word:
		case t.Text[0] == '@':
			end := r.source.End(i + 1)
			r.definitions[t.Text], r.attributes[t.Text] = area{i + 1, end}, r.source.Tokens[i+1:end]
		case slices.Contains(definers, t.Text):
			if function, found := r.definitions[last]; found && last != name {
				r.definitions[last] = area{function.start, i}
			}
			if _, found := r.definitions[name]; !found {
				r.definitions[name] = area{i + 2, len(r.source.Tokens)}
			}
			last = name
		}
	}
}

// find gives the place of the value of a keyword in an area; 0 if there is none.
func (r *reader) find(in area, key string) (start, end int) {
	for i := in.start; i < in.end; i++ {
		if r.source.At(i).Is(key) && r.isKey(i) {
			return i + 2, r.source.End(i + 2)
		}
	}
	return 0, 0
}

// isKey tells whether a word is that of key: value.
func (r *reader) isKey(i int) bool { return r.source.At(i+1).Is(":") && !r.source.At(i+1).Spaced }

func (r *reader) keyword(in area, key string) (lex.Token, elixir.Tokens) {
	if start, end := r.find(in, key); start > 0 {
		return r.source.At(start - 2), r.source.Tokens[start:end]
	}
	return lex.Token{}, nil
}

// language records the version of Elixir that a project asks for.
func (r *reader) language(key lex.Token, value elixir.Tokens) {
	c := inventory.Component{
		Type: purl.Generic, Name: "elixir", NameSpan: key.Span, Kind: inventory.Language, Scope: inventory.Runtime, Direct: true,
		Resolution: inventory.Literal,
	}
	r.require(&c, value)
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	r.file.Add(c)
}

// follow reads the dependencies of an area, and of the functions and attributes that it names, once each.
func (r *reader) follow(root area) {
	seen := map[string]bool{}
	for areas := []area{root}; len(areas) > 0; areas = areas[1:] {
		for i := areas[0].start; i < areas[0].end; i++ {
			t := r.source.At(i)
			if end, read := r.dependency(i); read {
				i = end
				continue
			}
			named, found := r.definitions[t.Text]
			if found && t.Kind == lex.Word && !seen[t.Text] && !r.isKey(i) && (t.Spaced || !r.source.At(i-1).Is(":") && !r.source.At(i-1).Is(".")) {
				seen[t.Text] = true
				areas = append(areas, named)
			}
		}
	}
}
