// Package report writes what a scan says, or what is in use, for one kind of reader: text for people, json for programs.
//
// A format is a value in one list. What comes from a manifest, a path or a policy is hostile: text shows characters that
// a terminal would obey as escapes, and every write error is returned.
package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/dna-group/techcheck/pkg/catalogue"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/scan"
)

// Format writes a scan's result for one kind of reader. Problems are in the result of machine formats; for people they
// are written apart, by Problems.
type Format struct {
	Name  string // as in --format
	Doc   string // for whom, in one line
	Write func(w io.Writer, r *scan.Result, o Options) error
}

// Formats lists the formats of a scan's result. The first is the default.
var Formats = []*Format{Text, JSON}

// ByName finds a format of Formats.
func ByName(name string) (*Format, error) {
	return named(Formats, name, func(f *Format) string { return f.Name })
}

// Inventory is what an inventory's formats write.
type Inventory struct {
	*inventory.Inventory
	Policy     *guideline.Policy    // names the technologies
	Catalogue  *catalogue.Catalogue // of the policy, tells their versions; nil: those of the components
	Repository string               // as in acme/billing; "" if unknown
	Revision   string               // the commit that was read; "" outside of git
}

// InventoryFormat writes an inventory for one kind of reader.
type InventoryFormat struct {
	Name  string
	Doc   string
	Write func(w io.Writer, inv Inventory, o Options) error
}

// InventoryFormats lists the formats of an inventory. The first is the default.
var InventoryFormats = []*InventoryFormat{InventoryText, InventoryJSON}

// InventoryByName finds a format of InventoryFormats.
func InventoryByName(name string) (*InventoryFormat, error) {
	return named(InventoryFormats, name, func(f *InventoryFormat) string { return f.Name })
}

// Options are the same for every format; the zero value is plain.
type Options struct {
	Tool  Tool
	Color bool // text only

	ShowExcepted bool // also what an exception covers, where the format leaves it out
}

// Tool names the program that writes a report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

func named[F any](formats []*F, name string, nameOf func(*F) string) (*F, error) {
	known := make([]string, len(formats))
	for i, format := range formats {
		if nameOf(format) == name {
			return format, nil
		}
		known[i] = nameOf(format)
	}
	return nil, fmt.Errorf("unknown format %q: use one of %s", name, strings.Join(known, ", "))
}
