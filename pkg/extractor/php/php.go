// Package php joins PHP's manifests: versions from the composer.lock beside a composer.json, and packages that Composer
// takes from folders of the repository (getcomposer.org/doc/05-repositories.md#path) or from a registry for them only.
package php

import (
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/composerjson"
	"github.com/dna-group/techcheck/pkg/extractor/composerlock"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// Resolver gives the packages of composer.json their exact versions and their folders.
var Resolver = &extractor.Resolver{
	Name:    "php",
	Doc:     "Composer's locks and path repositories",
	Resolve: resolve,
}

func resolve(files *extractor.Files) {
	manifests := files.By(composerjson.Extractor)
	folders := packageFolders(manifests)
	for _, manifest := range manifests {
		locate(manifest.File, folders)
		if lock := files.At(path.Join(path.Dir(manifest.Path), "composer.lock"), composerlock.Extractor); lock != nil {
			join(manifest.File, lock.File)
			nameRegistries(manifest.File, lock.File)
		}
		nameRegistries(manifest.File, manifest.File)
	}
}

// packageFolders are the folders of packages in the repository, by the packages' names in lower case.
func packageFolders(manifests []*extractor.ReadFile) map[string][]string {
	folders := map[string][]string{}
	for _, f := range manifests {
		if kept, _ := f.Kept().(composerjson.Manifest); kept.Name != "" {
			name := strings.ToLower(kept.Name)
			folders[name] = append(folders[name], path.Dir(f.Path))
		}
	}
	return folders
}

// locate marks the packages that stand in a folder of one of the manifest's path repositories.
func locate(manifest *extractor.File, folders map[string][]string) {
	kept, _ := manifest.Kept().(composerjson.Manifest)
	components := manifest.Components()
	for i := range components {
		c := &components[i]
		for _, folder := range folders[strings.ToLower(c.Name)] {
			for _, pattern := range kept.Paths {
				if ok, _ := doublestar.Match(path.Join(path.Dir(manifest.Path), pattern), folder); ok {
					c.Attributes.Source = "file:" + pattern
				}
			}
		}
	}
}

// nameRegistries tells which packages of a file come from a registry that the manifest has for them.
func nameRegistries(manifest, f *extractor.File) {
	kept, _ := manifest.Kept().(composerjson.Manifest)
	components := f.Components()
	for _, registry := range kept.Registries {
		for i := range components {
			c := &components[i]
			match, _ := path.Match(registry.Only, strings.ToLower(c.Name))
			if match && c.Type == purl.Composer && c.Attributes.Source+c.Attributes.Registry == "" {
				c.Attributes.Registry, c.PURL = purl.WithoutAccount(registry.URL), purl.From(c.PURL, registry.URL)
			}
		}
	}
}

// join gives the manifest's components what the lock says of them, and takes these out of the lock.
func join(manifest, lock *extractor.File) {
	locked := map[string]*inventory.Component{}
	for i, c := range lock.Components() {
		locked[strings.ToLower(c.Name)] = &lock.Components()[i]
	}
	joined := map[string]bool{}
	for i := range manifest.Components() {
		c := &manifest.Components()[i]
		exact := locked[strings.ToLower(c.Name)]
		if exact == nil || c.Type != purl.Composer {
			continue
		}
		joined[strings.ToLower(c.Name)] = true
		c.Kind = exact.Kind
		if c.Attributes.Source == "" {
			c.Attributes.Source = exact.Attributes.Source
		}
		if c.Version == "" && exact.Version != "" {
			c.Version, c.PURL, c.Resolution = exact.Version, exact.PURL, inventory.Lockfile
			c.VersionSpan, c.VersionLocation = exact.VersionSpan, exact.VersionLocation
		}
	}
	lock.Drop(func(c *inventory.Component) bool { return joined[strings.ToLower(c.Name)] })
}
