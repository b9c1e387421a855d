package policy

import (
	_ "embed" // the input's schema
	"encoding/json"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// InputSchema is the JSON Schema of what a guideline sees as input.
//
//go:embed schema/input.v1.json
var InputSchema []byte

// inputSchema is the schema by which a policy's Rego is type-checked: with the attributes that its settings declare.
func inputSchema(attributes []guideline.Attribute) (map[string]any, error) {
	var schema map[string]any
	if err := json.Unmarshal(InputSchema, &schema); err != nil {
		return nil, err
	}
	declared := member(schema, "properties", "repository", "properties", "attributes", "properties")
	if len(attributes) == 0 {
		// To OPA's type checker an object without properties is open.
		declared["(settings.attributes declares none)"] = map[string]any{"type": "string"}
	}
	for _, a := range attributes {
		declared[a.Name] = map[string]any{"type": "string", "enum": append([]string{""}, a.Values...)}
	}
	return schema, nil
}

func member(object map[string]any, path ...string) map[string]any {
	for _, key := range path {
		object = object[key].(map[string]any)
	}
	return object
}
