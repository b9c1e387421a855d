// Package gowork reads the workspace files of Go (https://go.dev/ref/mod#go-work-file).
package gowork

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/gomod"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Extractor reads go.work files. Their go, toolchain and replace directives are those of go.mod; the folders that they
// use are the repository's own modules, each with a go.mod.
var Extractor = &extractor.Extractor{
	Name:      "gowork",
	Doc:       "Go workspaces",
	Ecosystem: "Go",
	Files:     []string{"go.work"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language},
	Match:     extractor.Base("go.work"),
	Extract:   gomod.Extract,
}
