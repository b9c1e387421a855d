package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/report"
)

// TestInventoryRoundTrip holds that what is written can be read: what an inventory says of itself, but for byte spans
// and what came from comparing with a base, which the format leaves out.
func TestInventoryRoundTrip(t *testing.T) {
	for name, inv := range inventories {
		var b bytes.Buffer
		if err := report.InventoryJSON.Write(&b, inv, report.Options{Tool: tool}); err != nil {
			t.Fatal(err)
		}
		got, err := report.ReadInventory(&b)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := report.Inventory{Inventory: inv.Inventory, Repository: inv.Repository, Revision: inv.Revision}
		unwritten := cmpopts.IgnoreFields(inventory.Component{}, "Introduced", "NameSpan", "VersionSpan")
		if diff := cmp.Diff(want, got, unwritten, cmpopts.EquateEmpty(), validUTF8); diff != "" {
			t.Errorf("%s (-written +read):\n%s", name, diff)
		}
	}
}

// validUTF8 compares texts as JSON can write them.
var validUTF8 = cmp.Comparer(func(a, b string) bool {
	const replacement = "\ufffd"
	return strings.ToValidUTF8(a, replacement) == strings.ToValidUTF8(b, replacement)
})

// TestReadInventoryErrors spoils an inventory in one place each.
func TestReadInventoryErrors(t *testing.T) {
	text := written(t, func(w io.Writer, o report.Options) error {
		return report.InventoryJSON.Write(w, inventories["rich"], o)
	}, report.Options{Tool: tool})
	const anew = " (techcheck inventory --format json writes it anew)"
	tests := []struct{ name, old, new, want string }{
		{"empty", text, "", "1:1: this is no JSON: the file is empty"},
		{"cut off", text[len(text)/2:], "", "this is no JSON: the file ends in the middle of a value"},
		{"something else", text, "[1]", "1:1: this is no inventory: it has no schema techcheck/inventory/v1"},
		{"another schema", "inventory/v1", "result/v1", `2:13: the schema is "techcheck/result/v1", not techcheck/inventory/v1`},
		{"a missing key", `"direct": true,`, ``, "17:5: components[0].direct is missing"},
		{"an unknown key", `"revision"`, `"more": 1, "revision"`, `8:3: "more" is not a key that is known here`},
		{"a key twice", `"projects"`, `"projects": [], "projects"`, "10:19: projects stands twice"},
		{"another word", `"image"`, `"imag"`, "23:15: components[0].kind is not a word that is known here: did you mean image?"},
		{"a word of another type", `"image"`, `1`, "23:15: components[0].kind is not a word that is known here: write one of library, "},
		{"a hostile key", `"tool": {`, "\"x\u202e\": {", `3:3: "x\u202e" is not a key that is known here`},
		{"another type", `"9f2c1d4e8a7b"`, `null`, "8:15: revision is no string"},
		{"a negative number", `"line": 1,`, `"line": -1,`, "location.line is not a whole number from 0 on"},
		{"a fraction", `"line": 1,`, `"line": 1.5,`, "location.line is not a whole number from 0 on"},
		{"what a later version writes", `"exceptions": []`, `"exceptions": [{}]`, ": exceptions has more than 0 entries"},
		{"a comment", `"exceptions": [],`, `"exceptions": [], // none`, "1:1: invalid character '/'"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			spoilt := strings.Replace(text, test.old, test.new, 1)
			_, err := report.ReadInventory(strings.NewReader(spoilt))
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasSuffix(err.Error(), anew) {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
	if _, err := report.ReadInventory(iotest.ErrReader(errFull)); !errors.Is(err, errFull) {
		t.Errorf("a read error is lost: %v", err)
	}
}

// TestReadInventoryAsSchema holds that the reader refuses what the schema does: each value of an inventory in turn takes
// another type, and each key is taken away.
func TestReadInventoryAsSchema(t *testing.T) {
	schema := compiled(t, report.InventorySchema)
	small := richInventory()
	small.Components = small.Components[1:3]
	document := parsed(t, written(t, func(w io.Writer, o report.Options) error {
		return report.InventoryJSON.Write(w, report.Inventory{Inventory: small}, o)
	}, report.Options{Tool: tool}))
	check := func() {
		t.Helper()
		spoilt, err := json.Marshal(document)
		if err != nil {
			t.Fatal(err)
		}
		_, read := report.ReadInventory(bytes.NewReader(spoilt))
		if valid := schema.Validate(document); (valid == nil) != (read == nil) {
			t.Errorf("the schema says %v, the reader %v", valid, read)
		}
	}
	check()
	walk(document, func(object map[string]any) {
		for key, value := range object {
			delete(object, key)
			check()
			for _, other := range []any{nil, true, json.Number("-1"), json.Number("7"), "", []any{}, []any{nil}, map[string]any{}} {
				object[key] = other
				check()
			}
			object[key] = value
		}
	})
}
