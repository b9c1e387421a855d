// Package xml reads XML into a tree whose every name and text knows its bytes in the file. It is as tolerant as the tools
// that read manifests, and more: a byte order mark, a single-byte encoding, XML 1.1, HTML's entities and stray control
// characters do no harm, and of a broken file what stood before the error is kept. Entities of a DTD are never expanded.
package xml

import (
	"iter"
	"slices"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Element is an element. All methods work on a nil element too, which is one that is not there, so that lookups can be
// chained. The tree is no deeper than syntax.MaxDepth.
type Element struct {
	Name       string         // without its namespace's prefix
	Span       inventory.Span // the name in the start tag, without the prefix
	Parent     *Element       // nil of the root
	Children   []*Element
	Attributes []Attribute

	text Text
}

// Attribute is an attribute of a start tag.
type Attribute struct {
	Name  string         // without its namespace's prefix
	Span  inventory.Span // of the name
	Value Text           // trimmed
}

// Text is the element's own character data, trimmed: without its children's, without comments, CDATA sections included.
func (e *Element) Text() Text {
	if e == nil {
		return Text{}
	}
	return e.text
}

// Child gives the first child of a name, nil if there is none.
func (e *Element) Child(name string) *Element {
	for child := range e.Each(name) {
		return child
	}
	return nil
}

// Each gives the children of a name.
func (e *Element) Each(name string) iter.Seq[*Element] {
	return func(yield func(*Element) bool) {
		if e == nil {
			return
		}
		for _, child := range e.Children {
			if child.Name == name && !yield(child) {
				return
			}
		}
	}
}

// All gives the element and everything inside of it, as written.
func (e *Element) All() iter.Seq[*Element] {
	return func(yield func(*Element) bool) { e.walk(yield) }
}

func (e *Element) walk(yield func(*Element) bool) bool {
	if e == nil {
		return true
	}
	if !yield(e) {
		return false
	}
	for _, child := range e.Children {
		if !child.walk(yield) {
			return false
		}
	}
	return true
}

// In tells whether the element stands in others of these names: in the last one, which stands in the one before it.
func (e *Element) In(names ...string) bool {
	for _, name := range slices.Backward(names) {
		if e.Parent == nil || e.Parent.Name != name {
			return false
		}
		e = e.Parent
	}
	return true
}
