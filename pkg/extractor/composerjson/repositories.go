package composerjson

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// repositories lists those of a manifest: the elements of an array, or the values of an object.
func repositories(root *json.Node) []*json.Node {
	field := root.Get("repositories")
	if field.Is(json.Array) {
		return field.Elements
	}
	var all []*json.Node
	for _, repository := range field.Each() {
		all = append(all, repository)
	}
	return all
}

// pathRepositories are the folders whose packages Composer takes before those of a registry.
func pathRepositories(root *json.Node) []string {
	var all []string
	for _, repository := range repositories(root) {
		if url := repository.Get("url"); text(repository.Get("type")) == "path" && url.Is(json.String) {
			all = append(all, url.Text)
		}
	}
	return all
}

// Registry is a repository that Composer takes some packages from and no others.
type Registry struct {
	Only string // a pattern of their names, in lower case: acme/*
	URL  string
}

// maxRegistries is how many patterns are held against the name of each package. Real manifests have a few.
const maxRegistries = 100

// registries reads {"type": "composer", "url": …, "only": ["acme/*"]} (getcomposer.org/doc/articles/repository-priorities.md).
func registries(root *json.Node) []Registry {
	var all []Registry
	for _, repository := range repositories(root) {
		only := repository.Get("only")
		if text(repository.Get("type")) != "composer" || !only.Is(json.Array) {
			continue
		}
		for _, pattern := range only.Elements {
			all = append(all, Registry{strings.ToLower(text(pattern)), text(repository.Get("url"))})
		}
	}
	return all[:min(len(all), maxRegistries)]
}

// inlinePackages are the packages that repositories of the type "package" define in the manifest: where each comes from.
func inlinePackages(root *json.Node) map[string]string {
	sources := map[string]string{}
	for _, repository := range repositories(root) {
		if text(repository.Get("type")) != "package" {
			continue
		}
		defined := repository.Get("package")
		versions := []*json.Node{defined}
		if defined.Is(json.Array) {
			versions = defined.Elements
		}
		for _, version := range versions {
			for _, origin := range []string{"source", "dist"} { // what Composer prefers, last
				if url := text(version.Get(origin).Get("url")); url != "" {
					sources[strings.ToLower(text(version.Get("name")))] = url
				}
			}
		}
	}
	return sources
}
