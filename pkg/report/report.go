// Package report writes what a scan says, or what is in use, for one kind of reader: people,
// programs, and the services that show findings beside code.
//
// A format is a value in one list. What comes from a manifest, a path or a policy is hostile: each format escapes what its
// reader would obey, and every write error is returned.
package report

import (
	"github.com/dna-group/techcheck/pkg/catalogue"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/scan"
)

// Format writes a scan's result for one kind of reader. Problems are in the result of machine formats; for people they
// are written apart, by Problems.
type Format = FormatOf[*scan.Result]

// Formats lists the formats of a scan's result. The first is the default.
var Formats = []*Format{Text, Concise, JSON, SARIF, GitHub, Markdown, GitLab, JUnit, RDJSON}

// Inventory is what an inventory's formats write.
type Inventory struct {
	*inventory.Inventory
	Policy     *guideline.Policy    // names the technologies
	Catalogue  *catalogue.Catalogue // of the policy, tells their versions; nil: those of the components
	Repository string               // as in acme/billing; "" if unknown
	Revision   string               // the commit that was read; "" outside of git
}

// InventoryFormat writes an inventory for one kind of reader.
type InventoryFormat = FormatOf[Inventory]

// InventoryFormats lists the formats of an inventory. The first is the default.
var InventoryFormats = []*InventoryFormat{InventoryText, InventoryJSON}

// Options are the same for every format; the zero value is plain.
type Options struct {
	Tool       Tool
	Repository string // the address of the repository that is reported on; "" if unknown
	Color      bool   // text only
	Links      bool   // text only: the terminal shows hyperlinks
	Width      int    // of the terminal, in columns; 0: there is none

	Show           *Show // text, concise: which findings; nil: those that no exception covers
	Quiet          bool  // text, concise: only findings, by default violations, and the summary; nothing if there are none
	KeepSuppressed bool  // sarif: also what an exception covers, as suppressed
}

// homepage is where the tool is described.
const homepage = "https://github.com/dna-group/techcheck"

// Tool names the program that writes a report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}
