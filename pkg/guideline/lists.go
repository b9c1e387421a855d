package guideline

import (
	"math"
	"strings"

	"go.yaml.in/yaml/v3"
)

// readList reads what guidelines look up as data.lists. As in OPA the keys of all files stand side by side there.
func (r *reader) readList(f file) {
	d := r.parse(f.path, f.text)
	for key, value := range d.rootObject().all() {
		if first, twice := r.lists[key.Value]; twice {
			d.problem(key, "%s stands in %s line %d too: rename one of them", key.Value, first.Path, first.Line)
			continue
		}
		r.lists[key.Value] = d.place(key)
		r.policy.Lists[key.Value] = d.decode(value)
	}
}

// decode gives a node as encoding/json would: dates stay texts.
func (d *document) decode(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		values := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			values[n.Content[i].Value] = d.decode(n.Content[i+1])
		}
		return values
	case yaml.SequenceNode:
		values := make([]any, len(n.Content))
		for i := range n.Content {
			values[i] = d.decode(n.Content[i])
		}
		return values
	}
	switch n.Tag {
	case "!!null", "!!bool", "!!int":
		var value any
		if err := n.Decode(&value); err != nil {
			d.problem(n, "%s: write it in quotes", strings.TrimPrefix(err.Error(), "yaml: "))
		}
		return value
	case "!!float":
		var value float64
		if err := n.Decode(&value); err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
			d.problem(n, "%s is no number in JSON: write it in quotes", n.Value)
			return n.Value
		}
		return value
	}
	return n.Value
}
