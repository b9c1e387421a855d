// Package gradle joins the files of Gradle builds: versions from properties, catalogs, other scripts and locks, and which
// plugins a build makes itself.
package gradle

import (
	"iter"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/gradle/artifact"
	"github.com/dna-group/techcheck/pkg/extractor/gradlebuild"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Resolver resolves the scripts of Gradle builds.
var Resolver = &extractor.Resolver{
	Name:    "gradle",
	Doc:     "Gradle's properties, catalogs, scripts and locks",
	Resolve: resolve,
}

type resolver struct {
	files    *extractor.Files
	read     map[string]*extractor.ReadFile // by extractor and path; nil if it cannot be read
	projects map[string]*gradlebuild.Project
	scripts  map[string]*extractor.ReadFile              // by path
	kotlin   []*gradlebuild.Model                        // of buildSrc
	applies  map[string][]string                         // by a script, those that it applies
	applied  map[string][]string                         // by a script, the folders of those that apply it
	made     map[string]bool                             // the ids of plugins that the repository makes
	sees     map[*gradlebuild.Model][]*gradlebuild.Model // made by visible
	depth    int                                         // of what is being looked up elsewhere
}

func resolve(files *extractor.Files) {
	r := &resolver{
		files: files, read: map[string]*extractor.ReadFile{}, projects: map[string]*gradlebuild.Project{},
		scripts: map[string]*extractor.ReadFile{}, applies: map[string][]string{}, applied: map[string][]string{},
		made: map[string]bool{}, sees: map[*gradlebuild.Model][]*gradlebuild.Model{},
	}
	all := files.By(gradlebuild.Extractor)
	for _, f := range all {
		if m := model(f); m != nil {
			r.enlist(f, m)
		}
	}
	for _, f := range all {
		if m := model(f); m != nil {
			for _, id := range r.project(m).Made() {
				r.made[id] = true
			}
			replace(f, r.project(m).Components())
		}
	}
	locks := r.locks()
	for _, f := range all {
		if m := model(f); m != nil {
			r.complete(f, m)
			locks.complete(f, append([]string{path.Dir(f.Path)}, r.applied[f.Path]...))
		}
	}
	locks.drop()
}

// replace puts the components of a script in the place of those that were found in it alone.
func replace(f *extractor.ReadFile, components []inventory.Component) {
	f.Drop(func(*inventory.Component) bool { return true })
	for _, c := range components {
		c.Extractor = f.Extractor.Name
		f.Add(c)
	}
}

func model(f *extractor.ReadFile) *gradlebuild.Model {
	if f == nil {
		return nil
	}
	m, _ := f.Kept().(*gradlebuild.Model)
	return m
}

// at reads a file once, also one that is not there.
func (r *resolver) at(path string, e *extractor.Extractor) *extractor.ReadFile {
	key := e.Name + " " + path
	f, known := r.read[key]
	if !known {
		f = r.files.At(path, e)
		r.read[key] = f
	}
	return f
}

// script reads a script in a folder, in Groovy or in Kotlin: build, settings.
func (r *resolver) script(folder, name string) *gradlebuild.Model {
	for _, extension := range []string{".gradle", ".gradle.kts"} {
		if m := model(r.at(path.Join(folder, name+extension), gradlebuild.Extractor)); m != nil {
			return m
		}
	}
	return nil
}

// enlist notes what a script means for others.
func (r *resolver) enlist(f *extractor.ReadFile, m *gradlebuild.Model) {
	r.scripts[f.Path] = f
	if id := precompiled(f.Path); id != "" {
		r.made[id] = true
	}
	for _, at := range r.appliedBy(m) {
		r.applied[at] = append(r.applied[at], path.Dir(f.Path))
	}
	if path.Ext(f.Path) == ".kt" {
		r.kotlin = append(r.kotlin, m)
	}
}

// appliedBy gives the paths of the scripts that a script applies.
func (r *resolver) appliedBy(m *gradlebuild.Model) []string {
	all, known := r.applies[m.Path]
	if !known {
		all = m.Applied(r.root(m.Path))
		r.applies[m.Path] = all
	}
	return all
}

// precompiled is the id of the plugin that a script below src/main/kotlin or src/main/groovy is; a folder is a package.
func precompiled(file string) string {
	for _, folder := range []string{"src/main/kotlin/", "src/main/groovy/"} {
		if _, below, found := strings.Cut("/"+file, "/"+folder); found {
			for _, extension := range []string{".gradle.kts", ".gradle"} {
				if id, found := strings.CutSuffix(below, extension); found {
					return strings.ReplaceAll(id, "/", ".")
				}
			}
		}
	}
	return ""
}

// upwards gives the folders of a build from that of a file up to its root, which holds the settings. What makes a build's
// own plugins (buildSrc) sees the build around it.
func (r *resolver) upwards(file string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for folder := path.Dir(file); yield(folder) && folder != "."; folder = path.Dir(folder) {
			if path.Base(folder) != "buildSrc" && r.script(folder, "settings") != nil {
				return
			}
		}
	}
}

// root is the folder of the build that a script belongs to.
func (r *resolver) root(file string) string {
	root := "."
	for folder := range r.upwards(file) {
		root = folder
	}
	return root
}

// project gives a script with what it sees of others.
func (r *resolver) project(m *gradlebuild.Model) *gradlebuild.Project {
	p := r.projects[m.Path]
	if p == nil {
		p = gradlebuild.NewProject(m)
		p.Elsewhere = func(name string) artifact.Value { return r.elsewhere(m, name) }
		p.Catalog = func(catalog, alias string) artifact.Value { return r.catalog(m, catalog, alias) }
		r.projects[m.Path] = p
	}
	return p
}

// above gives the scripts of the folders above a script, and those in its folder that Gradle runs before it, the nearest
// first.
func (r *resolver) above(m *gradlebuild.Model) iter.Seq[*gradlebuild.Model] {
	return func(yield func(*gradlebuild.Model) bool) {
		for folder := range r.upwards(m.Path) {
			for _, name := range []string{"build", "settings"} {
				if script := r.script(folder, name); script != nil && script != m && !yield(script) {
					return
				}
			}
		}
	}
}
