// Package pom reads the project files of Maven (https://maven.apache.org/pom.html) and its build extensions: dependencies,
// plugins, what is managed, the parent, and the version of Java. What a pom inherits, pkg/extractor/maven adds.
package pom

import (
	"errors"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/xml"
)

// Extractor reads pom.xml, *.pom and .mvn/extensions.xml files.
var Extractor = &extractor.Extractor{
	Name:      "pom",
	Doc:       "Maven projects",
	Ecosystem: "Maven",
	Files:     []string{"pom.xml", "*.pom.xml", "*.pom", ".mvn/extensions.xml"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language, inventory.Plugin},
	Match:     extractor.Ending(match, ".xml", ".pom"),
	Extract:   extract,
}

func match(name string) bool {
	base := path.Base(name)
	return base == "pom.xml" || strings.HasSuffix(base, ".pom.xml") || strings.HasSuffix(base, ".pom") || isExtensions(name)
}

func isExtensions(name string) bool {
	return path.Base(name) == "extensions.xml" && path.Base(path.Dir(name)) == ".mvn"
}

func extract(f *extractor.File) {
	root, err := xml.Parse(f.Data)
	switch {
	case root != nil && (root.Name == "project" || root.Name == "extensions"):
		model := read(f, root)
		for _, c := range NewProject(model).Components() {
			f.Add(c)
		}
		f.Keep(model)
	case strings.HasSuffix(f.Path, ".pom"): // something else has that ending, too
		return
	case root != nil:
		f.Fail(root.Span, "the root is <%s>, so this is no project of Maven; correct or rename the file", root.Name)
		return
	}
	if broken, ok := errors.AsType[*xml.Error](err); ok {
		f.Fail(broken.Span(), "%s", broken.Explain("Maven"))
	}
}
