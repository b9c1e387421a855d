// Package gradlebuild reads Gradle's scripts, in Groovy and in Kotlin: dependencies, plugins, what is managed, and the
// version of Java. They are programs: what they declare counts wherever it stands, also in a condition. What a script has
// from other files, pkg/extractor/gradle adds.
// Sources: docs.gradle.org/current/userguide (declaring_dependencies.html, plugins.html, platforms.html, dependency_versions.html).
package gradlebuild

import (
	"errors"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// Extractor reads *.gradle and *.gradle.kts files, and the Kotlin and Groovy of buildSrc, and keeps a Model.
var Extractor = &extractor.Extractor{
	Name:      "gradlebuild",
	Doc:       "Gradle builds",
	Ecosystem: "Gradle",
	Files:     []string{"*.gradle", "*.gradle.kts", "buildSrc/**/*.{kt,groovy}"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language, inventory.Plugin},
	Match:     extractor.Ending(match, ".gradle", ".kts", ".kt", ".groovy"),
	Extract:   extract,
}

func match(name string) bool {
	switch path.Ext(name) {
	case ".gradle":
		return true
	case ".kts":
		return strings.HasSuffix(name, ".gradle.kts")
	case ".kt", ".groovy":
		return strings.Contains("/"+name, "/buildSrc/")
	}
	return false
}

func extract(f *extractor.File) {
	if refused, ok := errors.AsType[*syntax.GuardError](syntax.Guard(f.Data)); ok {
		f.Fail(inventory.Span{Start: refused.Offset, End: refused.Offset}, "%v", refused)
		return
	}
	m := newModel(text.Origin{Path: f.Path, Lines: f.Lines()}, f.Data)
	f.Keep(m)
	p := NewProject(m)
	for _, c := range p.Components() {
		f.Add(c)
	}
	for _, wrong := range p.problems {
		f.Problem(wrong.At, "%q names no library; write it as group:artifact:version", wrong.String)
	}
}

// Components are those of the script, resolved as far as what the project sees of others goes.
func (p *Project) Components() []inventory.Component {
	var all []inventory.Component
	for _, c := range p.Model.calls {
		all = append(all, p.dependency(c)...)
		all = append(all, p.plugins(c)...)
		all = append(all, p.managed(c)...)
	}
	all = append(all, p.catalogs()...)
	return append(all, p.java()...)
}
