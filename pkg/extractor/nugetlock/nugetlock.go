// Package nugetlock reads packages.lock.json, NuGet's lock file
// (https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies).
package nugetlock

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// Extractor reads packages.lock.json files.
var Extractor = &extractor.Extractor{
	Name:      "nugetlock",
	Doc:       ".NET packages, resolved",
	Ecosystem: ".NET",
	Files:     []string{"packages.lock.json"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Base("packages.lock.json"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

func extract(f *extractor.File) {
	root, err := json.Parse(f.Data)
	seen := map[string]bool{} // of several frameworks, the first with a version of a package tells it
	for _, packages := range root.Get("dependencies").Each() {
		for name, entry := range packages.Each() {
			resolved := entry.Get("resolved")
			typ := entry.Get("type")
			if !typ.Is(json.String) || typ.Text == "Project" || !resolved.Is(json.String) {
				continue
			}
			if id := name.Text + "@" + resolved.Text; !seen[id] {
				seen[id] = true
				add(f, name, resolved, typ.Text == "Direct")
			}
		}
	}
	f.Broken(err, "run dotnet restore --force-evaluate, which writes it anew")
}

func add(f *extractor.File, name, resolved *json.Node, direct bool) {
	c := inventory.Component{
		Type: purl.NuGet, Name: name.Text, NameSpan: name.Content(), Version: resolved.Text, VersionSpan: resolved.Content(),
		Kind: inventory.Library, Scope: inventory.Runtime, Direct: direct, Resolution: inventory.Literal,
	}
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	if c.PURL == "" {
		f.Problem(name.Span, "%q is no name of a package; run dotnet restore --force-evaluate, which writes the file anew", c.Name)
		return
	}
	f.Add(c)
}
