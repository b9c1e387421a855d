package gradle

import (
	"path"
	"strings"
	"unicode"

	"github.com/dna-group/techcheck/pkg/extractor/gradle/artifact"
	"github.com/dna-group/techcheck/pkg/extractor/gradlebuild"
	"github.com/dna-group/techcheck/pkg/extractor/gradlecatalog"
	"github.com/dna-group/techcheck/pkg/extractor/gradleproperties"
)

// elsewhere finds a variable that a script does not set: in the gradle.properties and the scripts that it sees, and in the
// objects of buildSrc.
func (r *resolver) elsewhere(m *gradlebuild.Model, name string) artifact.Value {
	r.depth++
	defer func() { r.depth-- }()
	if name == "" || r.depth > maxDepth {
		return artifact.Value{}
	}
	for folder := range r.upwards(m.Path) {
		if v := r.property(folder, name); v.Known() {
			return v
		}
	}
	for _, script := range r.visible(m) {
		if v := r.project(script).Variable(name); v.Known() {
			return v
		}
	}
	for _, kotlin := range r.kotlin {
		if unicode.IsUpper(rune(name[0])) && kotlin != m && r.root(kotlin.Path) == r.root(m.Path) {
			if v := r.project(kotlin).Variable(name); v.Known() {
				return v
			}
		}
	}
	return artifact.Value{}
}

// maxApplied is how many scripts one may see.
const maxApplied = 100

// visible gives the scripts whose variables one sees, the nearest first: those above, and all that these and itself apply.
func (r *resolver) visible(m *gradlebuild.Model) []*gradlebuild.Model {
	all, known := r.sees[m]
	if known {
		return all
	}
	seen := map[*gradlebuild.Model]bool{m: true}
	see := func(script *gradlebuild.Model) {
		if script != nil && !seen[script] && len(all) < maxApplied {
			seen[script] = true
			all = append(all, script)
		}
	}
	apply := func(script *gradlebuild.Model) {
		for _, at := range r.appliedBy(script) {
			see(model(r.at(at, gradlebuild.Extractor)))
		}
	}
	apply(m)
	for i := 0; i < len(all); i++ {
		apply(all[i])
	}
	for script := range r.above(m) {
		from := len(all)
		for see(script); from < len(all); from++ {
			apply(all[from])
		}
	}
	r.sees[m] = all
	return all
}

// maxDepth is how many variables of different scripts may stand for one another in turn.
const maxDepth = 50

// catalog gives what an alias means: in the catalogs that the settings list or take from files, else in that of its name.
func (r *resolver) catalog(m *gradlebuild.Model, name, alias string) artifact.Value {
	alias = artifact.Accessor(alias)
	for folder := range r.upwards(m.Path) {
		settings := r.script(folder, "settings")
		if settings == nil {
			continue
		}
		p := r.project(settings)
		if v := p.Listed()[name+"."+alias]; v.Known() {
			return v.Inherited()
		}
		if file := p.CatalogFiles()[name]; file != "" {
			if v := r.listed(path.Join(folder, file), alias); v.Known() {
				return v
			}
		}
	}
	for folder := path.Dir(m.Path); ; folder = path.Dir(folder) {
		if v := r.listed(path.Join(folder, "gradle", name+".versions.toml"), alias); v.Known() || folder == "." {
			return v
		}
	}
}

// property gives a property of the gradle.properties in a folder.
func (r *resolver) property(folder, name string) artifact.Value {
	f := r.at(strings.TrimPrefix(folder+"/gradle.properties", "./"), gradleproperties.Extractor)
	if f == nil {
		return artifact.Value{}
	}
	all, _ := f.Kept().(gradleproperties.Properties)
	return all[name]
}

// listed gives what an alias means in the catalog at a path, which is in the repository.
func (r *resolver) listed(at, alias string) artifact.Value {
	if strings.HasPrefix(at, "../") {
		return artifact.Value{}
	}
	f := r.at(at, gradlecatalog.Extractor)
	if f == nil {
		return artifact.Value{}
	}
	all, _ := f.Kept().(gradlecatalog.Catalog)
	return all[alias]
}
