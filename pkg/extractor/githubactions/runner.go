package githubactions

import (
	"github.com/dna-group/techcheck/pkg/extractor/pipeline"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// hosted is the label of a runner that GitHub hosts: ubuntu-24.04-arm is Ubuntu, and what follows is like an image's tag.
var hosted = lazyregexp.New(`^((?i:ubuntu|windows|macos))-(.+)$`)

// runsOn reads a label, several labels that one runner has, or a mapping with such. Each label is a component.
func (r *reader) runsOn(node *yaml.Node, s scope) {
	if node.Is(yaml.Mapping) {
		node = node.Get("labels")
	}
	if !r.enter(node, s.matrix) {
		return
	}
	for _, label := range node.Items() {
		for _, value := range s.expand(label.Whole()) {
			r.runner(value)
		}
	}
}

func (r *reader) runner(label imageref.Value) {
	name, version := label, imageref.Value(nil)
	if m := hosted.FindStringSubmatchIndex(label.Masked()); m != nil {
		name, version = label[m[2]:m[3]], label[m[4]:m[5]]
	}
	if len(name) > 0 {
		r.add(pipeline.Runner(name.String(), name, version))
	}
}
