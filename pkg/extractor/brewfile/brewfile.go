// Package brewfile reads Brewfile, the list of what Homebrew installs to develop with
// (https://docs.brew.sh/Brew-Bundle-and-Brewfile).
package brewfile

import (
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/ruby"
	"github.com/dna-group/techcheck/pkg/toolchain"
)

// Extractor reads Brewfile.
var Extractor = &extractor.Extractor{
	Name:      "brewfile",
	Doc:       "Packages of Homebrew",
	Ecosystem: "Tool versions",
	Files:     []string{"Brewfile", ".Brewfile"},
	Kinds:     []inventory.Kind{inventory.Language, inventory.Tool},
	Match:     extractor.Base("Brewfile", ".Brewfile"),
	Extract:   extract,
}

// ecosystems are the methods that install packages of an ecosystem. brew and cask install what has a name of its own; a tap, an
// app of a store and an editor's extension are no technologies.
var ecosystems = map[string]string{
	"brew": purl.Generic, "cask": purl.Generic, "cargo": purl.Cargo, "go": purl.Golang, "npm": purl.NPM, "uv": purl.PyPI,
}

// jdks are the builds of Java that Homebrew has by other names.
var jdks = []string{"corretto", "graalvm-jdk", "microsoft-openjdk", "openjdk", "temurin", "zulu"}

func extract(f *extractor.File) {
	source := ruby.Parse(f.Data)
	for _, call := range source.Calls {
		ecosystem := ecosystems[call.Name.Text]
		if ecosystem == "" || call.Method || call.Set || len(call.Args) == 0 {
			continue
		}
		for _, name := range source.Texts(call.Args[0].Value, call) {
			add(f, ecosystem, name)
		}
	}
}

// add records a package.
func add(f *extractor.File, ecosystem string, t ruby.Text) {
	c := inventory.Component{
		Type: ecosystem, Name: t.String, NameSpan: t.Span, Kind: inventory.Tool, Scope: inventory.Development, Direct: true,
		Resolution: t.Resolution,
	}
	if ecosystem == purl.Generic {
		formula(&c, t)
	} else {
		c.PURL = purl.New(c.Type, c.Name, "")
	}
	switch {
	case strings.TrimSpace(c.Name) == "":
		f.Problem(t.Span, "this package has no name; correct or remove this entry")
		return
	case t.Resolution == inventory.Literal && t.Span.End-t.Span.Start != len(t.String):
		f.Problem(t.Span, "a backslash is in no package's name; write the name as it is")
		return
	case t.Resolution == inventory.Unresolved:
		c.PURL = ""
	}
	f.Add(c)
}

// formula reads what Homebrew itself knows: name, name@16, and owner/tap/name of another tap. Of a major version it installs the
// newest.
func formula(c *inventory.Component, t ruby.Text) {
	start := strings.LastIndexByte(t.String, '/') + 1
	if start > 0 {
		c.Attributes.Source = t.String[:start-1]
	}
	c.Name, c.Requirement, _ = strings.Cut(t.String[start:], "@")
	if c.Requirement != "" {
		c.VersionSpan = t.Span
	}
	if t.Resolution == inventory.Literal {
		c.NameSpan = inventory.Span{Start: t.Span.Start + start, End: t.Span.Start + start + len(c.Name)}
		c.VersionSpan.Start = min(c.NameSpan.End+1, c.VersionSpan.End)
	}
	known := toolchain.Named(c.Name)
	if slices.Contains(jdks, known.ID) {
		known = toolchain.Named("java")
	}
	c.Kind, c.PURL = known.Kind, purl.New(known.Type, known.ID, "")
}
