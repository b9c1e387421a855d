// Package yaml reads YAML into trees whose every node knows its bytes in the file. It is as tolerant as the tools that
// read manifests: a byte order mark, duplicate keys and unknown tags do no harm, and of a broken file what stood before
// the error is kept. A scalar is the text that is written, whatever type YAML would give it: 3.10 is "3.10".
//
// Aliases and merge keys (<<) are resolved: an alias is the very node that the anchor names, and a merged member is that
// of the fragment. So a fragment that is used ten times is ten times the same node, at one place, and whoever walks a
// tree must be ready to meet a node again, even inside itself.
package yaml

import (
	"iter"
	"slices"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Kind says what a node is.
type Kind byte

// The kinds of a node. Null is an empty value, ~ or null, without quotes; its Text is what is written.
const (
	Invalid Kind = iota
	Null
	Scalar
	Mapping
	Sequence
)

// Node is a value, or the key of a member. All methods work on a nil node too, which is a value that is not there, so
// that lookups can be chained. A tree is for one goroutine.
type Node struct {
	Kind     Kind
	Span     inventory.Span // of a scalar its content, without quotes, tag and anchor; of a collection up to its last item
	Text     string         // of a scalar: decoded
	Tag      string         // if one is written: !reset
	Block    bool           // of a scalar: it is a literal (|) or a folded (>) one, whose Span is that of its lines
	Members  []Member       // of a mapping: as written, duplicates included, then those that are merged into it
	Elements []*Node        // of a sequence

	data   []byte // the file
	quote  byte   // of a scalar: ' or ", else 0
	places []inventory.Span
	index  map[string]*Node
}

// Member is a key and its value in a mapping. Neither is nil. The key may be any node.
type Member struct{ Key, Value *Node }

// Documents are those of one file.
type Documents []*Node

// First is the first document, nil if there is none.
func (d Documents) First() *Node {
	if len(d) == 0 {
		return nil
	}
	return d[0]
}

// Is tells whether the node is there and of that kind.
func (n *Node) Is(kind Kind) bool { return n != nil && n.Kind == kind }

// indexed is the number of members from which on they are looked up in an index.
const indexed = 16

// Get gives the value of a key, nil if there is none. Of duplicates, which YAML forbids, the last one counts.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	if len(n.Members) >= indexed {
		if n.index == nil {
			n.index = make(map[string]*Node, len(n.Members))
			for _, m := range n.Members {
				if m.Key.Is(Scalar) {
					n.index[m.Key.Text] = m.Value
				}
			}
		}
		return n.index[key]
	}
	for _, member := range slices.Backward(n.Members) {
		if member.Key.Kind == Scalar && member.Key.Text == key {
			return member.Value
		}
	}
	return nil
}

// Each gives the members of a mapping whose keys are scalars in their order, without those that a later duplicate replaces.
func (n *Node) Each() iter.Seq2[*Node, *Node] {
	return func(yield func(key, value *Node) bool) {
		if n == nil {
			return
		}
		last := make(map[string]int, len(n.Members))
		for i, m := range n.Members {
			if m.Key.Kind == Scalar {
				last[m.Key.Text] = i
			}
		}
		for i, m := range n.Members {
			if m.Key.Kind == Scalar && last[m.Key.Text] == i && !yield(m.Key, m.Value) {
				return
			}
		}
	}
}

// Items gives the elements of a sequence, and a node that is none as the only one: many formats let x stand for [x].
func (n *Node) Items() []*Node {
	switch {
	case n == nil:
		return nil
	case n.Kind == Sequence:
		return n.Elements
	}
	return []*Node{n}
}
