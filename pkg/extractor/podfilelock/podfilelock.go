// Package podfilelock reads Podfile.lock, in which CocoaPods writes the exact version of each pod.
// Source: guides.cocoapods.org/using/using-cocoapods.html#what-is-podfilelock, and Pod::Lockfile in github.com/CocoaPods/Core.
package podfilelock

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads Podfile.lock files.
var Extractor = &extractor.Extractor{
	Name:      "podfilelock",
	Doc:       "Pods of CocoaPods, resolved",
	Ecosystem: "CocoaPods",
	Files:     []string{"Podfile.lock"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Tool},
	Indirect:  true,
	Match:     extractor.Base("Podfile.lock"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	root := documents.First()
	direct := map[string]bool{}
	for _, dependency := range root.Get("DEPENDENCIES").Items() {
		name, _, _ := strings.Cut(dependency.Whole().String(), " ")
		direct[name] = true
	}
	registries, sources := registries(root), sources(root)
	for _, entry := range root.Get("PODS").Items() {
		if len(entry.Members) > 0 { // with what it needs
			entry = entry.Members[0].Key
		}
		c, found := read(entry.Whole())
		if !found {
			f.Problem(entry.Span, "this is no name of a pod and its version; write the file anew with pod install")
			continue
		}
		c.Direct = direct[c.Name]
		pod, _, _ := strings.Cut(c.Name, "/")
		c.Attributes = inventory.Attributes{Registry: registries[pod], Source: sources[pod]}
		f.Add(c)
	}
	f.NameRegistries()
	for key, version := range root.Each() {
		if key.Text == "COCOAPODS" && version.Is(yaml.Scalar) {
			f.Add(inventory.Component{
				PURL: purl.New(purl.Generic, "cocoapods", version.Text), Type: purl.Generic, Name: "cocoapods", NameSpan: key.Span,
				Version: version.Text, VersionSpan: version.Whole().Span(), Kind: inventory.Tool, Scope: inventory.Build, Direct: true,
				Resolution: inventory.Lockfile,
			})
		}
	}
	f.Broken(err, "write the file anew with pod install")
}

// pod is a name and its version: Firebase/Auth (8.0.0). Of old, one of a repository had another word before it.
var pod = lazyregexp.New(`^(\S+) \((?:HEAD based on )?([^\s()]+)\)$`)

func read(entry yaml.Text) (inventory.Component, bool) {
	m := pod.FindStringSubmatchIndex(entry.String())
	if m == nil {
		return inventory.Component{}, false
	}
	name, version := entry.Slice(m[2], m[3]), entry.Slice(m[4], m[5])
	c := inventory.Component{
		PURL: purl.New(purl.CocoaPods, name.String(), version.String()), Type: purl.CocoaPods, Name: name.String(), NameSpan: name.Span(),
		Version: version.String(), VersionSpan: version.Span(), Kind: inventory.Library, Scope: inventory.Runtime,
		Resolution: inventory.Lockfile,
	}
	return c, c.PURL != ""
}

// registries tells which source each pod comes from: trunk is the public one.
func registries(root *yaml.Node) map[string]string {
	all := map[string]string{}
	for address, pods := range root.Get("SPEC REPOS").Each() {
		for _, name := range pods.Items() {
			all[name.Text] = address.Text
		}
	}
	return all
}

// sources tells where pods come from that are from no registry.
func sources(root *yaml.Node) map[string]string {
	all := map[string]string{}
	for name, source := range root.Get("EXTERNAL SOURCES").Each() {
		text := func(key string) string { return source.Get(key).Whole().String() }
		switch git, folder, url := text(":git"), text(":path"), text(":podspec"); {
		case git != "":
			all[name.Text] = "git+" + git
			if commit := root.Get("CHECKOUT OPTIONS").Get(name.Text).Get(":commit").Whole().String(); commit != "" {
				all[name.Text] += "#" + commit
			}
		case folder != "":
			all[name.Text] = "file:" + folder
		case strings.Contains(url, "://"):
			all[name.Text] = url
		case url != "":
			all[name.Text] = "file:" + url
		}
	}
	return all
}
