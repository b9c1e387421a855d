// Package deno gives what deno.json imports the exact versions of the nearest deno.lock, which the members of a workspace share.
// Source: docs.deno.com/runtime/fundamentals/workspaces.
package deno

import (
	"cmp"
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/denojson"
	"github.com/dna-group/techcheck/pkg/extractor/denolock"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// Resolver joins deno.json and deno.lock files.
var Resolver = &extractor.Resolver{
	Name:    "deno",
	Doc:     "Locks of Deno",
	Resolve: resolve,
}

func resolve(files *extractor.Files) {
	taken := map[*extractor.ReadFile]map[string]bool{}
	for _, manifest := range files.By(denojson.Extractor) {
		lock := lockOf(files, manifest)
		if lock == nil {
			continue
		}
		if taken[lock] == nil {
			taken[lock] = map[string]bool{}
		}
		join(manifest, lock, taken[lock])
	}
	for lock, purls := range taken {
		lock.Drop(func(c *inventory.Component) bool { return purls[c.PURL] })
	}
}

// lockOf is the lock that a configuration names, else the nearest one; nil if there is none.
func lockOf(files *extractor.Files, manifest *extractor.ReadFile) *extractor.ReadFile {
	if named, found := manifest.Kept().(denojson.Lock); found {
		return files.At(string(named), denolock.Extractor)
	}
	for folder := path.Dir(manifest.Path); ; folder = path.Dir(folder) {
		if lock := files.At(path.Join(folder, "deno.lock"), denolock.Extractor); lock != nil || folder == "." {
			return lock
		}
	}
}

// join gives packages the versions that the lock has for what is written, and notes which these are.
func join(manifest, lock *extractor.ReadFile, taken map[string]bool) {
	specifiers, _ := lock.Kept().(denolock.Specifiers)
	locked := map[string]*inventory.Component{}
	for i := range lock.Components() {
		c := &lock.Components()[i]
		locked[c.PURL] = c
	}
	for i := range manifest.Components() {
		c := &manifest.Components()[i]
		asked := c.Type + ":" + c.Name
		if version := cmp.Or(c.Version, c.Requirement); version != "" {
			asked += "@" + version
		}
		exact := c.PURL
		if version := specifiers[asked]; version != "" && c.Version == "" {
			exact = purl.At(c.PURL, version)
		}
		pin := locked[exact]
		if pin == nil {
			continue
		}
		taken[exact] = true
		extractor.TakeVersion(c, pin)
	}
}
