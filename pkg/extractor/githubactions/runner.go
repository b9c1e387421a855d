package githubactions

import (
	"github.com/dna-group/techcheck/pkg/extractor/pipeline"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

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
			if len(value) > 0 {
				r.add(pipeline.Hosted(value))
			}
		}
	}
}
