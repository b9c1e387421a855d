// Package toml reads TOML into one tree whose every node knows its bytes in the file. Tables, arrays of tables, dotted keys
// and inline tables are merged, as they mean the same. It is as tolerant as the tools that read manifests, and more: a byte
// order mark, duplicate keys and tables that are defined twice do no harm, and of a broken file what stood before the
// expression with the error is kept.
package toml

import (
	"iter"
	"slices"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Kind says what a node is.
type Kind byte

// The kinds of a node. Time is any date or time.
const (
	Invalid Kind = iota
	Table
	Array
	String
	Integer
	Float
	Bool
	Time
)

// Node is a value, or a part of a key, which is a String. All methods work on a nil node too, which is a value that is not
// there, so that lookups can be chained.
type Node struct {
	Kind     Kind
	Span     inventory.Span // its text, with quotes or brackets; of what has none ([a], a.b = 1), the key that first names it
	Text     string         // of a string: decoded; of any other scalar: as written
	Members  []Member       // of a table: as written, duplicates included
	Elements []*Node        // of an array

	raw     []byte         // of a string: the text between the quotes
	content int            // of a string: the offset of raw
	index   map[string]int // of a table of many members: the last one of each key
}

// Member is a key and its value in a table. Neither is nil.
type Member struct{ Key, Value *Node }

// indexed is the number of members from which on they are looked up in an index.
const indexed = 16

// Is tells whether the node is there and of that kind.
func (n *Node) Is(kind Kind) bool { return n != nil && n.Kind == kind }

// Get gives the value of a key, nil if there is none. Of duplicates, which TOML forbids, the last one counts.
func (n *Node) Get(key string) *Node {
	_, value := n.Lookup(key)
	return value
}

// Lookup gives a key with its place, and its value, as Get does.
func (n *Node) Lookup(name string) (key, value *Node) {
	if n == nil {
		return nil, nil
	}
	if n.index != nil {
		if i, found := n.index[name]; found {
			return n.Members[i].Key, n.Members[i].Value
		}
		return nil, nil
	}
	for _, m := range slices.Backward(n.Members) {
		if m.Key.Text == name {
			return m.Key, m.Value
		}
	}
	return nil, nil
}

// Each gives the keys and values of a table in their order, without those that a later duplicate replaces.
func (n *Node) Each() iter.Seq2[*Node, *Node] {
	return func(yield func(key, value *Node) bool) {
		if n == nil {
			return
		}
		for _, m := range n.Members {
			if n.Get(m.Key.Text) == m.Value && !yield(m.Key, m.Value) {
				return
			}
		}
	}
}

// Items gives the elements of an array, and a node that is none as the only one: many formats let x stand for [x].
func (n *Node) Items() []*Node {
	switch {
	case n == nil:
		return nil
	case n.Kind == Array:
		return n.Elements
	}
	return []*Node{n}
}

func (n *Node) add(key, value *Node) {
	n.Members = append(n.Members, Member{key, value})
	switch last := len(n.Members) - 1; {
	case n.index != nil:
		n.index[key.Text] = last
	case last+1 == indexed:
		n.index = make(map[string]int, 2*indexed)
		for i, m := range n.Members {
			n.index[m.Key.Text] = i
		}
	}
}
