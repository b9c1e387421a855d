// Package fvm reads .fvmrc, in which FVM is told the version of Flutter, and the file that it had before, .fvm/fvm_config.json.
// Source: fvm.app/documentation/getting-started/configuration.
package fvm

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/json"
	"github.com/dna-group/techcheck/pkg/toolchain"
)

// Extractor reads .fvmrc files.
var Extractor = &extractor.Extractor{
	Name:      "fvm",
	Doc:       "The Flutter of a project",
	Ecosystem: "Dart",
	Files:     []string{".fvmrc", ".fvm/fvm_config.json"},
	Kinds:     []inventory.Kind{inventory.Tool},
	Match:     extractor.Ending(match, ".fvmrc", ".json"),
	Extract:   extract,
}

func match(name string) bool {
	folder, base := path.Split(name)
	return base == ".fvmrc" || base == "fvm_config.json" && path.Base(folder) == ".fvm"
}

func extract(f *extractor.File) {
	root, err := json.Parse(f.Data)
	for key, value := range root.Each() {
		switch key.Text {
		case "flutter", "flutterSdkVersion":
			add(f, value)
		case "flavors":
			for _, version := range value.Each() {
				add(f, version)
			}
		}
	}
	f.Broken(err, "correct it, FVM cannot read it either")
}

// add records a version, which stands for a use: 3.19.0, 3.19.0@beta (a release of a channel), stable, a commit.
func add(f *extractor.File, version *json.Node) {
	if !version.Is(json.String) {
		return
	}
	text, _, _ := strings.Cut(version.Text, "@")
	f.Add(toolchain.Named("flutter").Implied(text, version.Part))
}
