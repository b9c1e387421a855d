// Package elixir gives the dependencies of mix.exs the exact versions of their mix.lock, which the applications of an umbrella
// share. Source: hexdocs.pm/elixir/dependencies-and-umbrella-projects.html.
package elixir

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/mixexs"
	"github.com/dna-group/techcheck/pkg/extractor/mixlock"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// Resolver joins mix.exs and mix.lock files.
var Resolver = &extractor.Resolver{
	Name:    "elixir",
	Doc:     "Locks of Mix",
	Resolve: resolve,
}

func resolve(files *extractor.Files) {
	taken := map[*extractor.ReadFile]map[string]bool{}
	for _, manifest := range files.By(mixexs.Extractor) {
		path, _ := manifest.Kept().(mixexs.Lock)
		lock := files.At(string(path), mixlock.Extractor)
		if lock == nil {
			continue
		}
		if taken[lock] == nil {
			taken[lock] = map[string]bool{}
		}
		join(manifest.Components(), lock.Components(), taken[lock])
	}
	for lock, names := range taken {
		lock.Drop(func(c *inventory.Component) bool { return names[c.Name] })
	}
}

// join gives dependencies what the lock says of them, and notes which these are.
func join(dependencies, locked []inventory.Component, taken map[string]bool) {
	exact := map[string]*inventory.Component{}
	for i := range locked {
		exact[locked[i].Name] = &locked[i]
	}
	for i := range dependencies {
		c := &dependencies[i]
		pin := exact[c.Name]
		if pin == nil || c.Type != purl.Hex || c.Local() {
			continue
		}
		taken[c.Name] = true
		extractor.TakeVersion(c, pin)
		extractor.TakeRegistry(c, pin)
	}
}
