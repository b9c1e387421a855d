// Package mise reads the configuration of mise: the tools of a project and of its tasks.
// Source: mise.jdx.dev/configuration.html and mise.jdx.dev/dev-tools.
package mise

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
	"github.com/dna-group/techcheck/pkg/toolchain"
)

// Extractor reads mise.toml and the files that mise reads beside it.
var Extractor = &extractor.Extractor{
	Name:      "mise",
	Doc:       "Tools of mise",
	Ecosystem: "Tool versions",
	Files:     names,
	Kinds:     []inventory.Kind{inventory.Language, inventory.Tool},
	Match:     extractor.Ending(match, ".toml"),
	Extract:   extract,
}

// names are the files of a project: also those of an environment (mise.ci.toml), and by mise's old name, rtx.
var names = []string{
	"{,.}{mise,rtx}{,.*}.toml",
	"{,.}mise/config{,.*}.toml",
	".config/mise{,.*}.toml",
	".config/mise/**/*.toml",
}

func match(path string) bool {
	return strings.HasSuffix(path, ".toml") &&
		slices.ContainsFunc(names, func(name string) bool { return doublestar.MatchUnvalidated("**/"+name, path) })
}

func extract(f *extractor.File) {
	root, err := toml.Parse(f.Data)
	readTools(f, root.Get("tools"))
	for _, task := range root.Get("tasks").Each() {
		readTools(f, task.Get("tools"))
	}
	f.Broken(err, "correct it, mise cannot read it either")
}

// readTools reads a table of tools, each with a version or a list of them.
func readTools(f *extractor.File, tools *toml.Node) {
	for key, value := range tools.Each() {
		technology, start, end := toolchain.FromKey(key.Text)
		if start == end {
			f.Problem(key.Span, "%q is no name of a tool; correct or remove this entry", key.Text)
			continue
		}
		for _, item := range value.Items() {
			version, from := read(item)
			c := technology.Component(from+version.String(), func(start, end int) inventory.Span {
				return version.Slice(start, end).Span() // of a version, before which nothing stands
			})
			c.Name, c.NameSpan = key.Text[start:end], key.Whole().Slice(start, end).Span()
			f.Add(c)
		}
	}
}

// read gives the text of a version, or of what is to be built with the word for where that is: {ref = "main"} is ref:main.
func read(item *toml.Node) (version toml.Text, from string) {
	switch {
	case item.Is(toml.Table) && item.Get("ref").Is(toml.String):
		return item.Get("ref").Whole(), "ref:"
	case item.Is(toml.Table) && item.Get("path").Is(toml.String):
		return item.Get("path").Whole(), "path:"
	case item.Is(toml.Table):
		return text(cmp.Or(item.Get("version"), item.Get("prefix"))), ""
	}
	return text(item), ""
}

// text is that of a version, which may be a number.
func text(n *toml.Node) toml.Text {
	if n.Is(toml.String) || n.Is(toml.Integer) || n.Is(toml.Float) {
		return n.Whole()
	}
	return toml.Text{}
}
