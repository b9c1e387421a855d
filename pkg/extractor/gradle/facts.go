package gradle

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor/gradlebuild"
	"github.com/dna-group/techcheck/pkg/extractor/gradlecatalog"
	"github.com/dna-group/techcheck/pkg/extractor/gradleproperties"
)

// property gives a property of the gradle.properties in a folder.
func (r *resolver) property(folder, name string) gradlebuild.Value {
	f := r.at(strings.TrimPrefix(folder+"/gradle.properties", "./"), gradleproperties.Extractor)
	if f == nil {
		return gradlebuild.Value{}
	}
	all, _ := f.Kept().(gradleproperties.Properties)
	return all[name]
}

// listed gives what an alias means in the catalog at a path, which is in the repository.
func (r *resolver) listed(at, alias string) gradlebuild.Value {
	if strings.HasPrefix(at, "../") {
		return gradlebuild.Value{}
	}
	f := r.at(at, gradlecatalog.Extractor)
	if f == nil {
		return gradlebuild.Value{}
	}
	all, _ := f.Kept().(gradlecatalog.Catalog)
	return all[alias]
}
