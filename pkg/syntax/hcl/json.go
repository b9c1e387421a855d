package hcl

import (
	"errors"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// ParseJSON reads a file in the JSON syntax. The tree is never nil; with an error it holds what stood before it.
func ParseJSON(data []byte) (*Node, []*Error) {
	root, err := json.Parse(data)
	n := fromJSON(root)
	if broken, ok := errors.AsType[*json.Error](err); ok {
		return n, []*Error{{broken.Offset, broken}}
	}
	return n, nil
}

func fromJSON(j *json.Node) *Node {
	n := &Node{Span: j.Span}
	switch j.Kind {
	case json.Null:
		n.Kind = Null
	case json.String:
		n.Kind, n.Parts = String, template(j)
	case json.Number:
		n.Kind = Other
	case json.Object:
		n.Kind = Object
		for _, m := range j.Members {
			n.Members = append(n.Members, Member{Key{m.Key.Text, m.Key.Content()}, fromJSON(m.Value)})
		}
	case json.Array:
		n.Kind = Array
		for _, element := range j.Elements {
			n.Elements = append(n.Elements, fromJSON(element))
		}
	}
	return n
}

// template gives the pieces of a string, which is a template like those between quotes, but for JSON's own escapes.
func template(j *json.Node) []Part {
	if !strings.Contains(j.Text, "${") && !strings.Contains(j.Text, "%{") {
		return []Part{written(j, inventory.Span{End: len(j.Text)}, nil)}
	}
	p := &parser{data: []byte(j.Text), place: func(s inventory.Span) inventory.Span { return j.Part(s.Start, s.End) }}
	p.literal = func(raw []byte, span inventory.Span, _ bool) Part {
		part := decode(raw, span, false)
		return written(j, span, &part)
	}
	tokens, _ := hclsyntax.LexTemplate(p.data, "", hcl.Pos{Line: 1, Column: 1})
	p.take(tokens)
	n := &Node{Kind: String}
	p.parts(n, 0)
	return n.Parts
}

// written places a literal, a part of a string's text, in the file. decoded is it after the escapes of templates.
func written(j *json.Node, span inventory.Span, decoded *Part) Part {
	part := Part{Text: j.Text[span.Start:span.End], Span: j.Part(span.Start, span.End), Literal: true}
	if part.Span.End-part.Span.Start == len(part.Text) && (decoded == nil || decoded.at == nil) {
		return part
	}
	offsets := j.Offsets()
	if decoded == nil {
		part.at = offsets
		return part
	}
	part.Text = decoded.Text
	for _, at := range decoded.Offsets() {
		part.at = append(part.at, offsets[at])
	}
	return part
}
