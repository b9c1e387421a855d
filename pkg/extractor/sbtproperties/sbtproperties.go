// Package sbtproperties reads project/build.properties: the version of sbt that a build is run with.
// Source: scala-sbt.org/1.x/docs/Basic-Def.html (specifying the sbt version).
package sbtproperties

import (
	"errors"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax"
	"github.com/dna-group/techcheck/pkg/syntax/properties"
)

// Extractor reads project/build.properties files.
var Extractor = &extractor.Extractor{
	Name:      "sbtproperties",
	Doc:       "The sbt of a build",
	Ecosystem: "sbt",
	Files:     []string{"project/build.properties"},
	Kinds:     []inventory.Kind{inventory.Tool},
	Match: extractor.Ending(func(name string) bool {
		return path.Base(name) == "build.properties" && path.Base(path.Dir(name)) == "project"
	}, ".properties"),
	Extract: extract,
}

func extract(f *extractor.File) {
	if refused, ok := errors.AsType[*syntax.GuardError](syntax.Guard(f.Data)); ok {
		f.Fail(inventory.Span{Start: refused.Offset, End: refused.Offset}, "%v", refused)
		return
	}
	for p := range properties.All(f.Data) {
		const tool = "sbt"
		version := strings.TrimRight(p.Value, " \t")
		if p.Key != tool+".version" || version == "" || p.KeySpan.End-p.KeySpan.Start != len(p.Key) {
			continue
		}
		c := inventory.Component{
			Type: purl.Generic, Name: tool, NameSpan: inventory.Span{Start: p.KeySpan.Start, End: p.KeySpan.Start + len(tool)},
			Version: version, VersionSpan: inventory.Span{Start: p.ValueSpan.Start, End: p.ValueSpan.Start + len(version)},
			Kind: inventory.Tool, Scope: inventory.Build, Direct: true, Resolution: inventory.Literal,
		}
		if p.ValueSpan.End-p.ValueSpan.Start != len(p.Value) { // escapes
			c.VersionSpan, c.Resolution = p.ValueSpan, inventory.Variable
		}
		c.PURL = purl.New(c.Type, c.Name, c.Version)
		f.Add(c)
	}
}
