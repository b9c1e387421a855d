package npm

import (
	"maps"
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/bunlock"
	"github.com/dna-group/techcheck/pkg/extractor/npm/spec"
	"github.com/dna-group/techcheck/pkg/extractor/npmrc"
	"github.com/dna-group/techcheck/pkg/extractor/packagejson"
	"github.com/dna-group/techcheck/pkg/extractor/packagelock"
	"github.com/dna-group/techcheck/pkg/extractor/pnpmlock"
	"github.com/dna-group/techcheck/pkg/extractor/pnpmworkspace"
	"github.com/dna-group/techcheck/pkg/extractor/yarnlock"
	"github.com/dna-group/techcheck/pkg/extractor/yarnrc"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// listing are the files that list packages.
var listing = []*extractor.Extractor{
	bunlock.Extractor, packagejson.Extractor, packagelock.Extractor, pnpmlock.Extractor, pnpmworkspace.Extractor, yarnlock.Extractor,
	yarnrc.Extractor,
}

// nameRegistries tells which packages come from a registry of their scope. The address at which a lock found a package does
// not tell: it is that of whichever proxy the lock was written behind.
func (r *resolver) nameRegistries() {
	for _, format := range listing {
		for _, f := range r.files.By(format) {
			registries := r.registriesOf(path.Dir(f.Path))
			if len(registries) == 0 {
				continue
			}
			components := f.Components()
			for i := range components {
				name(&components[i], registries)
			}
		}
	}
}

func name(c *inventory.Component, registries spec.Registries) {
	address := registries.Of(c.Name)
	if c.Type == purl.NPM && c.Attributes.Source == "" && purl.Registry(c.Type, address) != "" {
		c.Attributes.Registry, c.PURL = purl.WithoutAccount(address), purl.From(c.PURL, address)
	}
}

// registriesOf are the registries that count in a folder: those of the files in it, and of those above it.
func (r *resolver) registriesOf(folder string) spec.Registries {
	known, asked := r.registries[folder]
	if asked {
		return known
	}
	all := spec.Registries{}
	if folder != "." {
		maps.Copy(all, r.registriesOf(path.Dir(folder)))
	}
	if f := r.at(path.Join(folder, ".npmrc"), npmrc.Extractor); f != nil {
		own, _ := f.Kept().(spec.Registries)
		maps.Copy(all, own)
	}
	if f := r.at(path.Join(folder, "pnpm-workspace.yaml"), pnpmworkspace.Extractor); f != nil {
		if w, ok := f.Kept().(*pnpmworkspace.Workspace); ok {
			maps.Copy(all, w.Registries)
		}
	}
	if f := r.at(path.Join(folder, ".yarnrc.yml"), yarnrc.Extractor); f != nil {
		if s, ok := f.Kept().(*yarnrc.Settings); ok {
			maps.Copy(all, s.Registries)
		}
	}
	r.registries[folder] = all
	return all
}
