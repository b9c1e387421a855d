// Package kustomize reads kustomizations: the images that they set, the charts that they inflate, and what they build on from other
// repositories and addresses (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization, and for addresses
// kubernetes-sigs/kustomize, examples/remoteBuild.md). Flux has its own in files of the same name (spec.images).
package kustomize

import (
	"slices"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/helmchart"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads kustomization.yaml files.
var Extractor = &extractor.Extractor{
	Name:      "kustomize",
	Doc:       "Kustomizations",
	Ecosystem: "Kubernetes",
	Files:     []string{"kustomization.yaml", "kustomization.yml", "Kustomization"},
	Kinds:     []inventory.Kind{inventory.Image, inventory.Module, inventory.Chart},
	Match:     extractor.Base("kustomization.yaml", "kustomization.yml", "Kustomization"),
	Extract:   extract,
}

// built are the keys whose lists name files and folders, here or elsewhere; bases is what resources was called.
var built = []string{"resources", "bases", "components", "generators", "transformers", "validators"}

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	r := &reader{file: f, seen: map[*yaml.Node]bool{}}
	r.variables = imageref.Variables{Pattern: variable}
	for _, root := range documents {
		for _, list := range []*yaml.Node{root.Get("images"), root.Get("imageTags"), root.Get("spec").Get("images")} {
			r.each(list, r.image)
		}
		for _, key := range built {
			r.each(root.Get(key), r.resource)
		}
		r.each(root.Get("patches"), func(patch *yaml.Node) { r.resource(patch.Get("path")) })
		r.each(root.Get("helmCharts"), func(chart *yaml.Node) {
			r.chart(chart, chart.Get("name"), chart.Get("version"), chart.Get("repo"))
		})
		r.each(root.Get("helmChartInflationGenerator"), func(chart *yaml.Node) {
			r.chart(chart, chart.Get("chartName"), chart.Get("chartVersion"), chart.Get("chartRepoUrl"))
		})
	}
	f.Broken(err, "correct it, kustomize cannot read it either")
}

// variable is what other programs replace before kustomize reads the file, such as envsubst and Flux: nobody knows by what.
var variable = lazyregexp.New(`\$(?:\{([^{}]+)\}|\(([^()]+)\)|(\w+))|(\{\{.*?\}\})`)

// reader reads one file.
type reader struct {
	file      *extractor.File
	variables imageref.Variables
	seen      map[*yaml.Node]bool // what several lists have through an anchor is used once
}

// each reads the entries of a list that say something.
func (r *reader) each(list *yaml.Node, read func(entry *yaml.Node)) {
	if !list.Is(yaml.Sequence) {
		return
	}
	for _, entry := range list.Elements {
		if !entry.Is(yaml.Null) && !r.seen[entry] {
			r.seen[entry] = true
			read(entry)
		}
	}
}

// image reads what the resources' images of a name become: another name, a tag, a digest.
func (r *reader) image(entry *yaml.Node) {
	reference := r.expand(entry.Get("newName"))
	if len(reference) == 0 {
		reference = r.expand(entry.Get("name"))
	}
	if len(reference) > 0 {
		tag, digest := r.expand(entry.Get("newTag")), r.expand(entry.Get("digest"))
		reference = slices.Concat(reference, tag.After(':'), digest.After('@'))
	}
	c := imageref.Component(reference)
	if c.Name == "" {
		r.file.Problem(entry.Span, "this image has no name; add one")
		return
	}
	c.Scope = inventory.Runtime
	r.file.AddWritten(c)
}

func (r *reader) expand(n *yaml.Node) imageref.Value { return r.variables.Expand(n.Whole().Trim()) }

// chart reads one that kustomize lets Helm render.
func (r *reader) chart(entry, name, version, repository *yaml.Node) {
	c, found := helmchart.Chart(name.Whole(), version.Whole(), repository.Whole())
	if !found {
		r.file.Problem(entry.Span, "this chart has no name; add one")
		return
	}
	c.Scope, c.Direct = inventory.Runtime, true
	c.Attributes.Digest = entry.Get("digest").Whole().String()
	r.file.AddWritten(c)
}
