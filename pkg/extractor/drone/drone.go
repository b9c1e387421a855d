// Package drone reads the images that pipelines of Drone and of Woodpecker run in and beside; their plugins are images
// (https://docs.drone.io/pipeline/docker, https://woodpecker-ci.org/docs/usage/workflow-syntax). Before Drone 1.0, steps stood in a
// mapping "pipeline", as they may in Woodpecker's "steps".
package drone

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/pipeline"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads .drone.yml, .woodpecker.yml, and the folder that Woodpecker has several workflows in.
var Extractor = &extractor.Extractor{
	Name:      "drone",
	Doc:       "Pipelines of Drone and Woodpecker",
	Ecosystem: "Drone and Woodpecker",
	Files:     []string{".drone.{yml,yaml}", ".woodpecker.{yml,yaml}", ".woodpecker/**/*.{yml,yaml}"},
	Kinds:     []inventory.Kind{inventory.Image},
	Match:     extractor.Ending(match, ".yml", ".yaml"),
	Extract:   extract,
}

var names = lazyregexp.New(`(?:^|/)\.(?:drone|woodpecker|woodpecker/.+)\.ya?ml$`)

func match(name string) bool {
	named := strings.Contains(name, ".drone.") || strings.Contains(name, ".woodpecker") // most files are left without asking the pattern
	return named && names.MatchString(name)
}

// variable is $name, ${name}, perhaps with an operation on it, whose value is then not known, or $$, which is a $.
var variable = lazyregexp.New(`\$(?:\$|(\w+)|\{(\w+)\}|(\{[^{}]+\}))`)

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	r := &pipeline.Reader{File: f}
	r.Variables = imageref.Variables{Pattern: variable, Value: r.Value}
	for _, root := range documents {
		s := matrix(root.Get("matrix"))
		for _, key := range []string{"clone", "steps", "pipeline", "services"} {
			list := root.Get(key)
			if list == nil || !r.First(list) {
				continue
			}
			for _, step := range list.Elements {
				image(r, step, s)
			}
			for _, step := range list.Each() {
				image(r, step, s)
			}
		}
	}
	r.End()
	f.Broken(err, "correct it, or exclude the file in .techcheck.toml if it is a template")
}

func image(r *pipeline.Reader, step *yaml.Node, s *pipeline.Scope) {
	if t := step.Get("image").Whole(); t.Len() > 0 {
		r.Each(t, s, r.Reference)
	}
}

// matrix gives the values that each variable has in one of several runs: each with each, or those of include.
func matrix(n *yaml.Node) *pipeline.Scope {
	s := pipeline.NewScope(nil)
	add := func(name, value *yaml.Node) {
		if value.Is(yaml.Scalar) {
			s.Add(name.Text, pipeline.Choice{Text: value.Whole(), How: imageref.Variable})
		}
	}
	for _, run := range n.Get("include").Items() {
		for name, value := range run.Each() {
			add(name, value)
		}
	}
	for name, values := range n.Each() {
		for _, value := range values.Items() {
			add(name, value)
		}
	}
	return s
}
