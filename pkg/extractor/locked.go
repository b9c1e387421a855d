package extractor

import (
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// TakeVersion gives a manifest's component the exact version that its lock has for it, with its place, unless the manifest says one.
func TakeVersion(c, locked *inventory.Component) {
	if c.Version != "" || locked.Version == "" {
		return
	}
	c.Version, c.PURL, c.Resolution = locked.Version, purl.At(c.PURL, locked.Version), inventory.Lockfile
	c.VersionSpan, c.VersionLocation = locked.VersionSpan, locked.VersionLocation
}
