// Package dotnettools reads dotnet-tools.json, the manifest of a repository's .NET tools
// (https://learn.microsoft.com/dotnet/core/tools/local-tools-how-to-use).
package dotnettools

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// Extractor reads dotnet-tools.json files.
var Extractor = &extractor.Extractor{
	Name:      "dotnettools",
	Doc:       ".NET tools",
	Ecosystem: ".NET",
	Files:     []string{"dotnet-tools.json"},
	Kinds:     []inventory.Kind{inventory.Tool},
	Match:     extractor.Base("dotnet-tools.json"),
	Extract:   extract,
}

func extract(f *extractor.File) {
	root, err := json.Parse(f.Data)
	for name, tool := range root.Get("tools").Each() {
		add(f, name, tool.Get("version"))
	}
	f.Broken(err, "correct it, .NET cannot read it either")
}

// add records a tool, whose version is exact: the manifest knows no ranges.
func add(f *extractor.File, name, version *json.Node) {
	c := inventory.Component{
		Type: purl.NuGet, Name: name.Text, NameSpan: name.Content(), Kind: inventory.Tool, Scope: inventory.Development,
		Direct: true, Resolution: inventory.Literal,
	}
	if version.Is(json.String) && version.Text != "" {
		c.Version, c.VersionSpan = version.Text, version.Content()
	}
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	if c.PURL == "" {
		f.Problem(name.Span, "%q is no name of a tool; correct or remove this entry", c.Name)
		return
	}
	f.Add(c)
}
