package python

import (
	"path"
	"slices"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/pixi"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// inherit completes what members of pixi's workspaces have from there.
func inherit(files *extractor.Files) {
	unresolved := func(c inventory.Component) bool { return c.Resolution == inventory.Unresolved }
	for _, member := range files.By(pixi.Extractor) {
		if slices.ContainsFunc(member.Components(), unresolved) {
			inheritFrom(pixiWorkspace(files, path.Dir(member.Path)), member.Components())
		}
	}
}

func inheritFrom(shared, components []inventory.Component) {
	named := make(map[string]*inventory.Component, len(shared))
	for i := range shared {
		named[nameOf(&shared[i])] = &shared[i]
	}
	for i := range components {
		c := &components[i]
		if from := named[nameOf(c)]; from != nil && c.Resolution == inventory.Unresolved {
			c.Version, c.Requirement, c.PURL, c.Attributes = from.Version, from.Requirement, from.PURL, from.Attributes
			c.VersionSpan, c.VersionLocation = from.VersionSpan, from.VersionLocation
			c.Resolution = inventory.Inherited
		}
	}
}

// pixiWorkspace is what the nearest workspace says, in a folder or above it, that its members may have.
func pixiWorkspace(files *extractor.Files, folder string) []inventory.Component {
	for ; ; folder = path.Dir(folder) {
		for _, name := range []string{"pixi.toml", "pyproject.toml"} {
			if f := files.At(path.Join(folder, name), pixi.Extractor); f != nil {
				if shared, found := f.Kept().(pixi.Workspace); found {
					return f.Components()[:shared]
				}
			}
		}
		if folder == "." || folder == "/" {
			return nil
		}
	}
}
