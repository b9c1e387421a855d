// Package packageresolved reads Package.resolved, in which SwiftPM and Xcode write the exact version of each Swift package.
// Source: Sources/PackageGraph/ResolvedPackagesStore.swift in github.com/swiftlang/swift-package-manager, for its three versions.
package packageresolved

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// Extractor reads Package.resolved files, wherever they are. Which packages are direct stands in manifests.
var Extractor = &extractor.Extractor{
	Name:      "packageresolved",
	Doc:       "Swift packages, resolved",
	Ecosystem: "Swift",
	Files:     []string{"Package.resolved"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Base("Package.resolved"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

func extract(f *extractor.File) {
	root, err := json.Parse(f.Data)
	pins := root.Get("pins")
	if object := root.Get("object"); object.Is(json.Object) { // version 1
		pins = object.Get("pins")
	}
	if pins.Is(json.Array) {
		for _, pin := range pins.Elements {
			add(f, pin)
		}
	}
	f.Broken(err, "write the file anew with swift package resolve")
}

// add records a pin. One of a branch or a commit has no version.
func add(f *extractor.File, pin *json.Node) {
	c := inventory.Component{
		Type: purl.Swift, Kind: inventory.Library, Scope: inventory.Runtime, Resolution: inventory.Lockfile,
	}
	if version := pin.Get("state").Get("version"); text(version) != "" {
		c.Version, c.VersionSpan = version.Text, version.Content()
	}
	location := pin.Get("location")
	if !location.Is(json.String) {
		location = pin.Get("repositoryURL")
	}
	registered := text(pin.Get("kind")) == "registry"
	if registered {
		location = pin.Get("identity")
	}
	c.Name = text(location)
	name := purl.RepositoryName(c.Name)
	if scope, last, found := strings.Cut(c.Name, "."); registered && found {
		name = scope + "/" + last
	}
	switch {
	case c.Name == "" || registered && name == "":
		f.Problem(pin.Span, "this package has no address; write the file anew with swift package resolve")
		return
	case name == "":
		c.Attributes.Source = "file:" + c.Name
	case !registered:
		c.Name = name
	}
	c.NameSpan, c.PURL = location.Content(), purl.New(c.Type, name, c.Version)
	f.Add(c)
}

// text is that of a string; "" of anything else.
func text(n *json.Node) string {
	if !n.Is(json.String) {
		return ""
	}
	return n.Text
}
