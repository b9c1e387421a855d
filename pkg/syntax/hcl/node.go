// Package hcl reads HCL, the language of Terraform and its relatives, in its native and its JSON syntax, into one tree whose
// every node knows its bytes in the file. It is that of the JSON syntax: a block is an object in the objects of its labels.
// Nothing is evaluated: a string keeps the references in it, and of other expressions only their place is known. A broken
// entry costs that entry.
// Sources: github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md and json/spec.md.
package hcl

import (
	"iter"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Kind says what a node is.
type Kind byte

// The kinds of a node. Other is an expression that only an evaluation tells: a conditional, a sum, true.
const (
	Other  Kind = iota
	Null        // null
	String      // a string or a number, also one that is made of others: "v${var.x}", var.x
	Object      // an object or the body of a block
	Array       // [x, y]
	Call        // f(x, y)
)

// Node is a value. All methods work on a nil node too, which is a value that is not there.
type Node struct {
	Kind     Kind
	Span     inventory.Span // of a block: its braces
	Parts    []Part         // of a string
	Members  []Member       // of an object: as written, duplicates included
	Elements []*Node        // of an array; the arguments of a call
	Body     bool           // of an object: in the native syntax the body of a block, below whose labels it stands
}

// Member is an attribute, or a block below its type or one of its labels. Value is never nil.
type Member struct {
	Key   Key
	Value *Node
}

// Key is a name. Its span has no quotes.
type Key struct {
	Text string // "" if it is an expression
	Span inventory.Span
}

// Part is a piece of a string: a literal, or a ${…} that stands for something else.
type Part struct {
	Text      string // a literal, decoded; anything else as written
	Span      inventory.Span
	Literal   bool
	Reference string // what stands for it if that has a name: var.version, local.versions.aws
	at        []int  // where each byte of a literal stands; nil if they stand one behind the other
}

// Offsets gives for each byte of the text of a literal where it stands in the file.
func (p Part) Offsets() []int {
	if p.at != nil {
		return p.at
	}
	at := make([]int, len(p.Text))
	for i := range at {
		at[i] = p.Span.Start + i
	}
	return at
}

// Is tells whether the node is there and of that kind.
func (n *Node) Is(kind Kind) bool { return n != nil && n.Kind == kind }

// Text is that of a string without references; "" of anything else.
func (n *Node) Text() string {
	if n == nil {
		return ""
	}
	var text strings.Builder
	for _, part := range n.Parts {
		if !part.Literal {
			return ""
		}
		text.WriteString(part.Text)
	}
	return text.String()
}

// Reference is the name that stands for the value, such as local.version; "" if none does.
func (n *Node) Reference() string {
	if n == nil || len(n.Parts) != 1 {
		return ""
	}
	return n.Parts[0].Reference
}

// Get gives the value of a key, nil if there is none. Of duplicates, which HCL forbids, the last one counts.
func (n *Node) Get(key string) *Node {
	_, value := n.Lookup(key)
	return value
}

// Lookup gives a key with its place, and its value, as Get does.
func (n *Node) Lookup(name string) (key Key, value *Node) {
	for k, v := range n.Each() {
		if k.Text == name {
			key, value = k, v
		}
	}
	return key, value
}

// Each gives the members of an object, and of each object in an array: in JSON, several blocks are either.
func (n *Node) Each() iter.Seq2[Key, *Node] {
	return func(yield func(Key, *Node) bool) {
		for _, object := range n.objects() {
			for _, m := range object.Members {
				if !yield(m.Key, m.Value) {
					return
				}
			}
		}
	}
}

// Blocks gives the bodies of all blocks of a type, or what stands below it if it has labels.
func (n *Node) Blocks(typ string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		for key, value := range n.Each() {
			if key.Text != typ {
				continue
			}
			for _, block := range value.objects() {
				if !yield(block) {
					return
				}
			}
		}
	}
}

// objects are the node itself or its elements, whichever are objects.
func (n *Node) objects() []*Node {
	switch {
	case n.Is(Object):
		return []*Node{n}
	case !n.Is(Array):
		return nil
	}
	var all []*Node
	for _, element := range n.Elements {
		if element.Is(Object) {
			all = append(all, element)
		}
	}
	return all
}
