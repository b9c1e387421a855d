// Package sbt joins the files of sbt's builds: values from project/*.scala and other files of a build, and the version of
// Scala, which belongs to the names of libraries.
package sbt

import (
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/sbtbuild"
	"github.com/dna-group/techcheck/pkg/extractor/sbtproperties"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// Resolver resolves the files of sbt's builds with one another.
var Resolver = &extractor.Resolver{
	Name:    "sbt",
	Doc:     "sbt's builds of several files",
	Resolve: resolve,
}

// build is the files of one folder and of its folder project.
type build struct {
	members map[string]*sbtbuild.Build // by path
	paths   []string
	depth   int // of what is being looked up in other files
}

func resolve(files *extractor.Files) {
	all := files.By(sbtbuild.Extractor)
	roots := map[string]bool{}
	for _, f := range files.By(sbtproperties.Extractor) {
		roots[above(f.Path)] = true
	}
	for _, f := range all {
		if sbtbuild.InProject(f.Path) {
			roots[above(f.Path)] = true
		}
	}
	builds := map[string]*build{}
	for _, f := range all {
		m, ok := f.Kept().(*sbtbuild.Model)
		if !ok {
			continue
		}
		root := rootOf(f.Path, roots)
		if builds[root] == nil {
			builds[root] = &build{members: map[string]*sbtbuild.Build{}}
		}
		builds[root].add(m)
	}
	for _, f := range all {
		if b := builds[rootOf(f.Path, roots)]; b != nil && b.members[f.Path] != nil {
			b.complete(f)
		}
	}
}

// above is the folder that a file of the folder project is about.
func above(file string) string { return path.Dir(path.Dir(file)) }

// rootOf is the folder of the build that a file is of: the nearest one with a folder project, else its own.
func rootOf(file string, roots map[string]bool) string {
	folder := path.Dir(file)
	if sbtbuild.InProject(file) {
		folder = above(file)
	}
	for at := folder; ; at = path.Dir(at) {
		if roots[at] {
			return at
		}
		if at == "." {
			return folder
		}
	}
}

// maxDepth is how many values of different files may stand for one another in turn.
const maxDepth = 50

func (b *build) add(m *sbtbuild.Model) {
	member := sbtbuild.NewBuild(m)
	member.Elsewhere = func(name string) text.Text {
		b.depth++
		defer func() { b.depth-- }()
		for _, other := range b.paths {
			if b.depth > maxDepth {
				return nil
			}
			if t := b.members[other].Value(name); t != nil {
				return t
			}
		}
		return nil
	}
	b.members[m.Path] = member
	b.paths = append(b.paths, m.Path)
}

// complete resolves the components of a file with the others of its build.
func (b *build) complete(f *extractor.ReadFile) {
	own := b.members[f.Path]
	own.Scala = b.scala()
	if isMeta(f.Path) {
		own.Scala = metaScala
	}
	components := f.Components()
	for i, c := range own.Components() {
		c.Location, c.Extractor = components[i].Location, components[i].Extractor
		if c.VersionLocation.Path == "" && c.VersionSpan != (inventory.Span{}) {
			c.VersionLocation = f.Lines().Location(f.Path, c.VersionSpan)
		}
		components[i] = c
	}
}

// isMeta tells a file that is about the build itself.
func isMeta(file string) bool { return sbtbuild.InProject(file) && path.Ext(file) == ".sbt" }

// metaScala is the version of Scala that sbt 1 itself, and so what it is built with, is of.
const metaScala = "2.12"

// scala is the version of Scala that the first file sets which sets one.
func (b *build) scala() string {
	for _, file := range b.paths {
		if version := b.members[file].ScalaVersion(); version != "" && !isMeta(file) {
			return version
		}
	}
	return ""
}
