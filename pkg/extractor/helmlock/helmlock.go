// Package helmlock reads Chart.lock, in which Helm writes the exact version of each chart that a chart depends on, and
// requirements.lock, that of the first format of charts (https://helm.sh/docs/helm/helm_dependency_update).
package helmlock

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/helmchart"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads Chart.lock and requirements.lock.
var Extractor = &extractor.Extractor{
	Name:      "helmlock",
	Doc:       "Charts of Helm, resolved",
	Ecosystem: "Helm",
	Files:     []string{"Chart.lock", "requirements.lock"},
	Kinds:     []inventory.Kind{inventory.Chart},
	Indirect:  true,
	Match:     extractor.Base("Chart.lock", "requirements.lock"),
	Extract:   extract,
}

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	root := documents.First()
	if root.Get("dependencies") == nil && root.Get("digest") == nil && !helmchart.Hides(f.Data, err) { // another program's, of the same name
		f.Disown()
		return
	}
	for _, entry := range root.Get("dependencies").Items() {
		c, found := helmchart.Read(entry)
		if !found {
			f.Problem(entry.Span, "this chart has no name; write the file anew with helm dependency update")
			continue
		}
		c.Scope, c.Resolution = inventory.Runtime, inventory.Lockfile
		f.Add(c)
	}
	f.Broken(err, "write the file anew with helm dependency update")
}
