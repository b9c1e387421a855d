// Package msbuild reads the project files of .NET and what they import (https://learn.microsoft.com/visualstudio/msbuild):
// packages, those that are managed centrally, SDKs, target frameworks and the base image of containers. What a project
// has from the files around it, pkg/extractor/nuget adds.
package msbuild

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/xml"
)

// Extractor reads *.csproj, *.fsproj, *.vbproj, *.sqlproj, *.props and *.targets files.
var Extractor = &extractor.Extractor{
	Name:      "msbuild",
	Doc:       ".NET projects",
	Ecosystem: ".NET",
	Files:     []string{"*.csproj", "*.fsproj", "*.vbproj", "*.sqlproj", "*.props", "*.targets"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language, inventory.Image, inventory.Tool, inventory.Plugin},
	Match:     extractor.Extension(slices.Concat(projects, imported)...),
	Extract:   extract,
}

var (
	projects = []string{".csproj", ".fsproj", ".vbproj", ".sqlproj"}
	imported = []string{".props", ".targets"}
)

func extension(name string) string { return strings.ToLower(path.Ext(name)) }

// foreign tells whether the file may be another tool's: many have .props and .targets files.
func foreign(name string) bool {
	return slices.Contains(imported, extension(name)) && !strings.HasPrefix(path.Base(name), "Directory.")
}

// extract reads a file. Of a foreign one without a <Project> as its root no word is lost.
func extract(f *extractor.File) {
	root, err := xml.Parse(f.Data)
	switch {
	case root != nil && root.Name == "Project":
		model := read(f, root)
		for _, c := range NewProject(model).Components() {
			f.Add(c)
		}
		f.Keep(model)
	case foreign(f.Path):
		return
	case root != nil:
		f.Fail(root.Span, "the root is <%s>, so this is no project of MSBuild; correct or rename the file", root.Name)
		return
	}
	if broken, ok := errors.AsType[*xml.Error](err); ok {
		f.Fail(broken.Span(), "%s", broken.Explain("MSBuild"))
	}
}
