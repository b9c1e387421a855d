// Package devbox reads devbox.json: the packages of Nix that a project's shells are made of.
// Source: jetify.com/docs/devbox/configuration.
package devbox

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/json"
	"github.com/dna-group/techcheck/pkg/toolchain"
)

// Extractor reads devbox.json files.
var Extractor = &extractor.Extractor{
	Name:      "devbox",
	Doc:       "Packages of Devbox",
	Ecosystem: "Tool versions",
	Files:     []string{"devbox.json"},
	Kinds:     []inventory.Kind{inventory.Language, inventory.Tool},
	Match:     extractor.Base("devbox.json"),
	Extract:   extract,
}

// extract reads packages: ["go@1.22"], {"go": "1.22"} and {"go": {"version": "1.22"}}.
func extract(f *extractor.File) {
	root, err := json.Parse(f.Data)
	packages := root.Get("packages")
	if packages.Is(json.Array) {
		for _, element := range packages.Elements {
			name, version, _ := whole(element).Cut("@")
			add(f, element, name, version)
		}
	}
	for key, value := range packages.Each() {
		if value.Is(json.Object) {
			value = value.Get("version")
		}
		add(f, key, whole(key), whole(value))
	}
	f.Broken(err, "correct it, Devbox cannot read it either")
}

// whole is the text of a string; of anything else it is none.
func whole(n *json.Node) inventory.Text {
	if !n.Is(json.String) {
		return inventory.Text{}
	}
	return inventory.NewText(n.Text, n)
}

func add(f *extractor.File, entry *json.Node, name, version inventory.Text) {
	if name.String() == "" {
		f.Problem(entry.Span, "this is no package; write it as \"name@version\", or remove it")
		return
	}
	c := toolchain.Named(name.String()).Component(version.String(), version.Part)
	c.Name, c.NameSpan = name.String(), name.Span()
	if strings.ContainsAny(c.Name, ":#/") { // a flake of Nix, whose packages nobody but Nix knows
		c.PURL, c.Resolution, c.Attributes.Source = "", inventory.Unresolved, c.Name
	}
	f.Add(c)
}
