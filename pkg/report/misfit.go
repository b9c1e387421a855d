package report

import (
	stdjson "encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// schema is a JSON Schema in the keywords that the schemas of this package use, which are closed and require every key.
// It is read by these few lines because a library for all of JSON Schema takes 7 ms at every start.
type schema struct {
	Ref      string             `json:"$ref"`
	Defs     map[string]*schema `json:"$defs"`
	Type     string             `json:"type"`
	Const    string             `json:"const"`
	Enum     []string           `json:"enum"`
	OneOf    []*schema          `json:"oneOf"` // a schema, or null
	Required []string           `json:"required"`
	Keys     map[string]*schema `json:"properties"`
	Items    *schema            `json:"items"`
	MaxItems *int               `json:"maxItems"`
}

// nonconformity is why a document does not fit a schema, and at which byte.
type nonconformity struct {
	offset  int
	message string
}

// misfit gives the first thing in a document that does not fit a schema; nil if it fits.
func misfit(text string, data []byte, root *json.Node) *nonconformity {
	var whole schema
	if err := stdjson.Unmarshal([]byte(text), &whole); err != nil {
		return &nonconformity{0, err.Error()} // never: the tests read the schema
	}
	f := fitting{whole.Defs, data}
	return f.check(&whole, root, "")
}

// fitting fits a document to a schema.
type fitting struct {
	defs map[string]*schema
	data []byte
}

// kinds are the kinds of node that are a type of JSON Schema.
var kinds = map[string]json.Kind{
	"object": json.Object, "array": json.Array, "string": json.String, "boolean": json.Bool, "integer": json.Number,
}

// check checks the value at a path such as components[3].kind.
func (f *fitting) check(s *schema, n *json.Node, path string) *nonconformity {
	words := s.Enum
	if s.Const != "" {
		words = []string{s.Const}
	}
	switch {
	case s.Ref != "":
		return f.check(f.defs[strings.TrimPrefix(s.Ref, "#/$defs/")], n, path)
	case len(s.OneOf) > 0 && n.Is(json.Null):
		return nil
	case len(s.OneOf) > 0:
		return f.check(s.OneOf[0], n, path)
	case words == nil:
		return f.checkType(s, n, path)
	case !slices.Contains(words, n.Text):
		return &nonconformity{n.Span.Start, path + " is not a word that is known here" + guideline.Instead(n.Text, words)}
	}
	return nil
}

func (f *fitting) checkType(s *schema, n *json.Node, path string) *nonconformity {
	if !n.Is(kinds[s.Type]) {
		return &nonconformity{n.Span.Start, path + " is no " + s.Type}
	}
	switch s.Type {
	case "object":
		return f.checkKeys(s, n, path)
	case "array":
		return f.checkItems(s, n, path)
	case "integer":
		if _, err := strconv.ParseUint(string(f.data[n.Span.Start:n.Span.End]), 10, 31); err != nil {
			return &nonconformity{n.Span.Start, path + " is not a whole number from 0 on"}
		}
	}
	return nil
}

func (f *fitting) checkItems(s *schema, n *json.Node, path string) *nonconformity {
	if s.MaxItems != nil && len(n.Elements) > *s.MaxItems {
		return &nonconformity{n.Span.Start, fmt.Sprintf("%s has more than %d entries", path, *s.MaxItems)}
	}
	for i, element := range n.Elements {
		if wrong := f.check(s.Items, element, fmt.Sprintf("%s[%d]", path, i)); wrong != nil {
			return wrong
		}
	}
	return nil
}

func (f *fitting) checkKeys(s *schema, n *json.Node, path string) *nonconformity {
	if path != "" {
		path += "."
	}
	seen := map[string]bool{}
	for _, m := range n.Members {
		key := m.Key.Text
		switch {
		case s.Keys[key] == nil:
			return &nonconformity{m.Key.Span.Start, strconv.Quote(path+key) + " is not a key that is known here"}
		case seen[key]:
			return &nonconformity{m.Key.Span.Start, path + key + " stands twice"}
		}
		seen[key] = true
		if wrong := f.check(s.Keys[key], m.Value, path+key); wrong != nil {
			return wrong
		}
	}
	for _, key := range s.Required {
		if !seen[key] {
			return &nonconformity{n.Span.Start, path + key + " is missing"}
		}
	}
	return nil
}
