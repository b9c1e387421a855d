package report

import (
	stdjson "encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// inventorySchema names the version of the format that is written and read.
const inventorySchema = "techcheck/inventory/v1"

// writeAnew is the next step of whoever has an inventory that cannot be read.
const writeAnew = "(techcheck inventory --format json writes it anew)"

// ReadInventory reads what InventoryJSON wrote, strictly: it must fit InventorySchema. Policy and Catalogue are nil, byte
// spans are zero, and the technologies are those of the policy that was at hand when the inventory was written. An error
// starts with line and column.
func ReadInventory(r io.Reader) (Inventory, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return Inventory{}, fmt.Errorf("reading the inventory: %w", err)
	}
	var wire wireInventory
	if err := checkInventory(data); err != nil {
		return Inventory{}, err
	}
	if err := stdjson.Unmarshal(data, &wire); err != nil {
		return Inventory{}, fmt.Errorf("1:1: %w %s", err, writeAnew)
	}
	return Inventory{
		Inventory: &inventory.Inventory{
			Components: list(wire.Components, fromComponent),
			Projects:   list(wire.Projects, func(p *wireProject) inventory.Project { return inventory.Project(*p) }),
			Manifests:  list(wire.Manifests, func(m *wireManifest) inventory.Manifest { return inventory.Manifest(*m) }),
			Problems:   list(wire.Problems, fromProblem),
			Omitted:    list(wire.Omitted, func(o *wireOmitted) inventory.Omitted { return inventory.Omitted(*o) }),
			Unread:     list(wire.Unread, func(u *wireUnread) inventory.Unread { return inventory.Unread(*u) }),
		},
		Repository: wire.Repository,
		Revision:   wire.Revision,
	}, nil
}

func fromProblem(w *wireProblem) inventory.Problem {
	return inventory.Problem{Path: w.Path, Line: w.Line, Column: w.Column, Message: w.Message}
}

func fromComponent(w *wireComponent) inventory.Component {
	c := inventory.Component{
		PURL: w.PURL, Type: w.Type, Name: w.Name, Version: w.Version, Requirement: w.Requirement,
		Kind: inventory.Kind(w.Kind), Scope: inventory.Scope(w.Scope), Direct: w.Direct,
		Technologies: w.Technologies, Project: w.Project,
		Extractor: w.Extractor, Resolution: inventory.Resolution(w.Resolution),
		Attributes: inventory.Attributes(w.Attributes), Location: inventory.Location(w.Location),
	}
	if w.VersionLocation != nil {
		c.VersionLocation = inventory.Location(*w.VersionLocation)
	}
	return c
}

// checkInventory says what keeps a document from being an inventory, first of all that it is something else.
func checkInventory(data []byte) error {
	lines := inventory.NewLines(data)
	at := func(offset int, message string) error {
		line, column := lines.Position(offset)
		return fmt.Errorf("%d:%d: %s %s", line, column, message, writeAnew)
	}
	root, err := json.Parse(data)
	if broken, ok := errors.AsType[*json.Error](err); ok {
		return at(broken.Offset, "this is no JSON: "+broken.Error())
	}
	if named := root.Get("schema"); !named.Is(json.String) {
		return at(root.Span.Start, "this is no inventory: it has no schema "+inventorySchema)
	} else if named.Text != inventorySchema {
		return at(named.Span.Start, fmt.Sprintf("the schema is %q, not %s", named.Text, inventorySchema))
	}
	if wrong := misfit(InventorySchema, data, root); wrong != nil {
		return at(wrong.offset, wrong.message)
	}
	return nil
}
