// Package sbtbuild reads the builds of sbt: modules ("group" %% "name" % "version"), plugins, and the versions of Scala and
// Java. They are programs in Scala: what they declare counts wherever it stands. What a build has from its other files,
// pkg/extractor/sbt adds.
// Sources: scala-sbt.org/1.x/docs/Library-Dependencies.html, Using-Plugins.html, Cross-Build.html.
package sbtbuild

import (
	"errors"
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// Extractor reads *.sbt and project/*.scala files, and keeps a Model.
var Extractor = &extractor.Extractor{
	Name:      "sbtbuild",
	Doc:       "Scala builds",
	Ecosystem: "sbt",
	Files:     []string{"*.sbt", "project/*.scala"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language, inventory.Plugin},
	Match: extractor.Ending(func(name string) bool {
		return path.Ext(name) == ".sbt" || path.Ext(name) == ".scala" && InProject(name)
	}, ".sbt", ".scala"),
	Extract: extract,
}

// InProject tells whether a file is of the build that a build itself has: in the folder project.
func InProject(name string) bool { return path.Base(path.Dir(name)) == "project" }

func extract(f *extractor.File) {
	if refused, ok := errors.AsType[*syntax.GuardError](syntax.Guard(f.Data)); ok {
		f.Fail(inventory.Span{Start: refused.Offset, End: refused.Offset}, "%v", refused)
		return
	}
	m := newModel(text.Origin{Path: f.Path, Lines: f.Lines()}, f.Data)
	f.Keep(m)
	for _, c := range NewBuild(m).Components() {
		f.Add(c)
	}
}
