// Package policies holds the policy that techcheck ships: the catalogue of technologies, the Rego module that gives a
// status its meaning, and the starter policy that a DNA group edits. The folder is a policy like any other; index.go is
// generated from it, so that a start parses no YAML.
package policies

import (
	"embed"

	"github.com/dna-group/techcheck/pkg/guideline"
)

//go:generate go run ./generate

//go:embed guidelines lib
var modules embed.FS

// Starter is the shipped policy. Callers must not change it.
func Starter() *guideline.Policy {
	p := index
	p.Modules = make([]guideline.Module, len(modulePaths))
	for i, path := range modulePaths {
		source, err := modules.ReadFile(path)
		if err != nil {
			panic(err) // index.go is out of date: a test says so
		}
		p.Modules[i] = guideline.Module{Path: path, Source: string(source)}
	}
	return &p
}
