// Package cocoapods gives the pods of a Podfile the exact versions of the Podfile.lock beside it.
package cocoapods

import (
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/podfile"
	"github.com/dna-group/techcheck/pkg/extractor/podfilelock"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// Resolver joins Podfiles and their locks.
var Resolver = &extractor.Resolver{
	Name:    "cocoapods",
	Doc:     "Locks of CocoaPods",
	Resolve: resolve,
}

func resolve(files *extractor.Files) {
	for _, manifest := range files.By(podfile.Extractor) {
		lock := files.At(path.Join(path.Dir(manifest.Path), "Podfile.lock"), podfilelock.Extractor)
		if lock == nil {
			continue
		}
		taken := join(manifest.Components(), lock.Components())
		lock.Drop(func(c *inventory.Component) bool { return c.Type == purl.CocoaPods && taken[c.Name] })
	}
}

// join gives pods what the lock says of them, and tells which these are.
func join(pods, locked []inventory.Component) map[string]bool {
	exact := map[string]*inventory.Component{}
	for i := range locked {
		if c := &locked[i]; c.Type == purl.CocoaPods {
			exact[c.Name] = c
		}
	}
	taken := map[string]bool{}
	for i := range pods {
		c := &pods[i]
		pin := exact[c.Name]
		if pin == nil || c.Type != purl.CocoaPods {
			continue
		}
		taken[c.Name] = true
		extractor.TakeVersion(c, pin)
		extractor.TakeRegistry(c, pin)
		if c.Attributes.Source == "" {
			c.Attributes.Source = pin.Attributes.Source
		}
	}
	return taken
}
