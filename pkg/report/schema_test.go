package report_test

import (
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/dna-group/techcheck/pkg/advice"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/report"
)

func TestSchemas(t *testing.T) {
	schemas := map[string]*jsonschema.Schema{
		"scan":         compiled(t, report.ResultSchema),
		"inventory":    compiled(t, report.InventorySchema),
		"policydiff":   compiled(t, report.PolicyDiffSchema),
		"verification": compiled(t, report.ProblemsSchema),
		"formats":      compiled(t, report.ManifestsSchema),
	}
	for name, schema := range answerSchemas {
		schemas[name] = compiled(t, schema)
	}
	for name, schema := range decisionSchemas {
		schemas[name] = compiled(t, schema)
	}
	for name, schema := range exceptionSchemas {
		schemas[name] = compiled(t, schema)
	}
	eachReport(t, func(t *testing.T, golden string, write func(io.Writer, report.Options) error) {
		kind, _, _ := strings.Cut(golden, "-")
		if !strings.HasSuffix(golden, ".json") {
			return
		}
		text := written(t, write, report.Options{Tool: tool})
		if err := schemas[kind].Validate(parsed(t, text)); err != nil {
			t.Error(err)
		}
		for name, spoil := range map[string]func(document map[string]any){
			"an unknown key":  func(document map[string]any) { document["extra"] = true },
			"a missing key":   func(document map[string]any) { delete(document, "tool") },
			"null for a list": func(document map[string]any) { document["problems"] = nil },
		} {
			document := parsed(t, text).(map[string]any)
			spoil(document)
			if schemas[kind].Validate(document) == nil {
				t.Errorf("the schema accepts %s", name)
			}
		}
	})
}

// TestSchemasClosed holds that a schema names every key, requires it and allows no other.
func TestSchemasClosed(t *testing.T) {
	for _, schema := range slices.AppendSeq([]string{report.ResultSchema, report.InventorySchema, report.PolicyDiffSchema, report.ProblemsSchema, report.ManifestsSchema, report.AnswerSchema, report.ExplanationSchema, report.ExceptionsSchema, report.ExceptionLogSchema, report.VersionSchema}, maps.Values(decisionSchemas)) {
		walk(parsed(t, schema), func(node map[string]any) {
			properties, ok := node["properties"].(map[string]any)
			if !ok {
				return
			}
			required := strs(node["required"])
			if node["additionalProperties"] != false || len(required) != len(properties) {
				t.Errorf("not closed, or not all required: %v", required)
			}
		})
	}
}

// TestSchemasAgree holds that the two schemas describe the same parts, and name the words that the code knows.
func TestSchemasAgree(t *testing.T) {
	result, inv := definitions(t, report.ResultSchema), definitions(t, report.InventorySchema)
	component := result["component"].(map[string]any)
	delete(component["properties"].(map[string]any), "introduced")
	component["required"] = slices.DeleteFunc(component["required"].([]any), func(key any) bool { return key == "introduced" })
	for name, definition := range inv {
		if other, ok := result[name]; ok {
			if diff := cmp.Diff(definition, other); diff != "" {
				t.Errorf("%s differs (-inventory +result):\n%s", name, diff)
			}
		}
	}
	for name, definition := range definitions(t, report.AnswerSchema) {
		if other, ok := result[name]; ok {
			if diff := cmp.Diff(definition, other); diff != "" {
				t.Errorf("%s differs (-answer +result):\n%s", name, diff)
			}
		}
	}
	checkEnum(t, definitions(t, report.AnswerSchema), "answer", "verdict", advice.Verdicts)
	checkEnum(t, inv, "component", "kind", inventory.Kinds)
	checkEnum(t, definitions(t, report.ManifestsSchema), "format", "kinds", inventory.Kinds)
	checkEnum(t, inv, "component", "scope", inventory.Scopes)
	checkEnum(t, result, "finding", "level", finding.Levels[1:]) // not ignore
	checkEnum(t, result, "guideline", "status", append([]guideline.Status{""}, guideline.Statuses...))
}

func checkEnum[T ~string](t *testing.T, definitions map[string]any, name, key string, words []T) {
	t.Helper()
	want := make([]string, len(words))
	for i, word := range words {
		want[i] = string(word)
	}
	property := definitions[name].(map[string]any)["properties"].(map[string]any)[key].(map[string]any)
	if items, ok := property["items"].(map[string]any); ok {
		property = items
	}
	if diff := cmp.Diff(want, strs(property["enum"])); diff != "" {
		t.Errorf("%s.%s (-code +schema):\n%s", name, key, diff)
	}
}

// TestHostileSurvives holds that json escapes and loses nothing but invalid UTF-8.
func TestHostileSurvives(t *testing.T) {
	document := parsed(t, written(t, func(w io.Writer, o report.Options) error {
		return report.JSON.Write(w, results["hostile"], o)
	}, report.Options{})).(map[string]any)
	if want := strings.NewReplacer("\x9b", "\ufffd", "\xff", "\ufffd").Replace(hostile); document["repository"] != want {
		t.Errorf("got  %q\nwant %q", document["repository"], want)
	}
}

func compiled(t *testing.T, schema string) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", parsed(t, schema)); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func parsed(t *testing.T, document string) any {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func definitions(t *testing.T, schema string) map[string]any {
	t.Helper()
	return parsed(t, schema).(map[string]any)["$defs"].(map[string]any)
}

func walk(value any, visit func(map[string]any)) {
	switch value := value.(type) {
	case map[string]any:
		visit(value)
		for _, child := range value {
			walk(child, visit)
		}
	case []any:
		for _, child := range value {
			walk(child, visit)
		}
	}
}

func strs(list any) []string {
	var out []string
	for _, entry := range list.([]any) {
		out = append(out, entry.(string))
	}
	return out
}
