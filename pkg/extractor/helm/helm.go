// Package helm gives charts the versions of the lock beside them.
package helm

import (
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/helmchart"
	"github.com/dna-group/techcheck/pkg/extractor/helmlock"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Resolver completes charts.
var Resolver = &extractor.Resolver{Name: "helm", Doc: "charts of Helm and their locks", Resolve: resolve}

// locks are the names of locks, by those of what they are of.
var locks = map[string]string{"Chart.yaml": "Chart.lock", "requirements.yaml": "requirements.lock"}

func resolve(files *extractor.Files) {
	for _, chart := range files.By(helmchart.Extractor) {
		lock := files.At(path.Join(path.Dir(chart.Path), locks[path.Base(chart.Path)]), helmlock.Extractor)
		if lock == nil {
			continue
		}
		taken := join(chart.Components(), lock.Components())
		lock.Drop(func(c *inventory.Component) bool { return taken[keyOf(c)] })
	}
}

// key is what tells charts apart: several may have a name.
type key struct{ name, repository string }

func keyOf(c *inventory.Component) key {
	return key{c.Name, c.Attributes.Registry + c.Attributes.Source}
}

// join gives components the versions of a lock, and tells what they have in common. A chart that stands there several times, by
// several aliases, has the lock's versions in their order.
func join(components, locked []inventory.Component) map[key]bool {
	pins := map[key][]*inventory.Component{}
	for i := range locked {
		pins[keyOf(&locked[i])] = append(pins[keyOf(&locked[i])], &locked[i])
	}
	taken := map[key]bool{}
	for i := range components {
		c := &components[i]
		left := pins[keyOf(c)]
		if len(left) == 0 || c.Kind != inventory.Chart {
			continue
		}
		taken[keyOf(c)], pins[keyOf(c)] = true, left[1:]
		if pin := left[0]; pin.Version != "" && pin.Version != c.Version {
			c.Version, c.PURL, c.Resolution = pin.Version, pin.PURL, inventory.Lockfile
			c.VersionSpan, c.VersionLocation = pin.VersionSpan, pin.VersionLocation
		}
	}
	return taken
}
