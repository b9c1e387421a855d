package python

import (
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/pixi"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// inherit completes what members of pixi's workspaces have from there.
func inherit(files *extractor.Files) {
	for _, member := range files.By(pixi.Extractor) {
		all := member.Components()
		for i := range all {
			if c := &all[i]; c.Resolution == inventory.Unresolved {
				inheritFrom(pixiWorkspace(files, path.Dir(member.Path)), c)
			}
		}
	}
}

func inheritFrom(shared []inventory.Component, c *inventory.Component) {
	for i := range shared {
		if from := &shared[i]; nameOf(from) == nameOf(c) {
			c.Version, c.Requirement, c.PURL, c.Attributes = from.Version, from.Requirement, from.PURL, from.Attributes
			c.VersionSpan, c.VersionLocation = from.VersionSpan, from.VersionLocation
			c.Resolution = inventory.Inherited
			return
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
