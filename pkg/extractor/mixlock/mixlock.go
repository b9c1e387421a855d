// Package mixlock reads mix.lock, in which Mix writes the exact version of each package that an Elixir project uses. It is a map in
// Elixir, of which no documentation tells; its sources are Hex.SCM in github.com/hexpm/hex, and Mix.SCM.Git.
package mixlock

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/elixir"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
)

// Extractor reads mix.lock files. Which packages are direct stands in the mix.exs beside.
var Extractor = &extractor.Extractor{
	Name:      "mixlock",
	Doc:       "Elixir packages, resolved",
	Ecosystem: "Elixir",
	Files:     []string{"mix.lock"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Base("mix.lock"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

func extract(f *extractor.File) {
	source := elixir.Parse(f.Data)
	begin := 0
	for source.At(begin).Kind == lex.Newline && begin < len(source.Tokens) {
		begin++
	}
	if !source.At(begin).Is("%") || !source.At(begin+1).Is("{") {
		f.Fail(source.At(begin).Span, "this is no map of packages; write the file anew with mix deps.get")
		return
	}
	end, closed := source.Close(begin + 1)
	if !closed {
		f.Fail(source.At(begin+1).Span, "the map that begins here does not close; write the file anew with mix deps.get")
		end = len(source.Tokens) - 1
	}
	for _, entry := range source.Tokens[begin+1 : end+1].Elements() {
		key, value := entry.Key()
		c, found := read(key, value)
		if !found {
			f.Problem(entry[0].Span, "this is no package and its version; resolve a conflict, or write the file anew with mix deps.get")
			continue
		}
		f.Add(c)
	}
}

// read reads an entry: {:hex, :name, "1.0.0", "checksum", [managers], [needs], "repository", …} or {:git, "address", "commit", […]}.
func read(key lex.Token, value elixir.Tokens) (inventory.Component, bool) {
	c := inventory.Component{
		Type: purl.Hex, Name: key.Text, NameSpan: key.Content, Kind: inventory.Library, Scope: inventory.Runtime,
		Resolution: inventory.Lockfile,
	}
	var words []lex.Token // those that are atoms or strings; others are empty
	if len(value) > 1 && value[0].Is("{") {
		for _, element := range value.Elements() {
			word, found := element.Atom()
			if !found {
				word, _ = element.Text()
			}
			words = append(words, word)
		}
	}
	if len(words) < 3 {
		return c, false
	}
	name := words[1].Text
	switch words[0].Text {
	case "hex":
		c.Name, c.NameSpan = name, words[1].Content
		c.Version, c.VersionSpan = words[2].Text, words[2].Content
		if len(words) > 6 {
			if organization, found := strings.CutPrefix(words[6].Text, "hexpm:"); found {
				name = organization + "/" + name
			} else if words[6].Text != "hexpm" {
				c.Attributes.Registry = words[6].Text
			}
		}
	case "git":
		name, c.Attributes.Source = c.Name, "git+"+words[1].Text+"#"+words[2].Text
	default:
		return c, false
	}
	c.PURL = purl.New(c.Type, name, c.Version)
	return c, c.Name != "" && c.PURL != ""
}
