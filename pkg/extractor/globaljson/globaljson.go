// Package globaljson reads global.json (https://learn.microsoft.com/dotnet/core/tools/global-json): the .NET SDK and the
// versions of the SDKs that projects use.
package globaljson

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// Extractor reads global.json files.
var Extractor = &extractor.Extractor{
	Name:      "globaljson",
	Doc:       ".NET SDKs",
	Ecosystem: ".NET",
	Files:     []string{"global.json"},
	Kinds:     []inventory.Kind{inventory.Language, inventory.Plugin},
	Match:     extractor.Base("global.json"),
	Extract:   extract,
}

func extract(f *extractor.File) {
	root, err := json.Parse(f.Data)
	for key, value := range root.Each() {
		switch key.Text {
		case "sdk":
			addDotnet(f, key, value.Get("version"))
		case "tools": // of the build tools that .NET itself is built with
			for name, version := range value.Each() {
				if name.Text == "dotnet" {
					addDotnet(f, name, version)
				}
			}
		case "msbuild-sdks":
			for name, version := range value.Each() {
				add(f, inventory.Component{Type: purl.NuGet, Name: name.Text, Kind: inventory.Plugin, Scope: inventory.Managed}, name, version)
			}
		}
	}
	f.Broken(err, "correct it, .NET cannot read it either")
}

func addDotnet(f *extractor.File, name, version *json.Node) {
	if version.Is(json.String) {
		add(f, inventory.Component{Type: purl.Generic, Name: "dotnet", Kind: inventory.Language, Scope: inventory.Build}, name, version)
	}
}

var exact = lazyregexp.New(`^\d+(?:\.\d+)+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$`)

// add completes and records a component, which is named by a key.
func add(f *extractor.File, c inventory.Component, name, version *json.Node) {
	c.NameSpan = name.Content()
	c.Direct = true
	c.Resolution = inventory.Literal
	if name.Text != c.Name { // "sdk" is dotnet
		c.Resolution = inventory.Variable
	}
	if version.Is(json.String) && version.Text != "" {
		c.VersionSpan = version.Content()
		if c.Requirement = version.Text; exact.MatchString(version.Text) {
			c.Version, c.Requirement = version.Text, ""
		}
	}
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	if c.PURL == "" {
		f.Problem(name.Span, "%q is no name of an SDK; correct or remove this entry", c.Name)
		return
	}
	f.Add(c)
}
