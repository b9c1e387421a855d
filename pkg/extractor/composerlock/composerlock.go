// Package composerlock reads composer.lock, in which Composer writes the exact version of each package that it installs.
// Source: getcomposer.org/doc/01-basic-usage.md, and Composer\Package\Locker. Its "platform" repeats the manifest.
package composerlock

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// Extractor reads composer.lock files. Which packages are direct stands in the composer.json beside.
var Extractor = &extractor.Extractor{
	Name:      "composerlock",
	Doc:       "PHP packages, resolved",
	Ecosystem: "PHP",
	Files:     []string{"composer.lock"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Plugin},
	Indirect:  true,
	Match:     extractor.Base("composer.lock"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

func extract(f *extractor.File) {
	root, err := json.Parse(f.Data)
	readPackages(f, root.Get("packages"), inventory.Runtime)
	readPackages(f, root.Get("packages-dev"), inventory.Development)

	switch {
	case err != nil:
		f.Broken(err, "write the file anew with composer update --lock")
	case !root.Is(json.Object):
		f.Fail(root.Span, "composer.lock is not an object; write the file anew with composer update --lock")
	}
}

func readPackages(f *extractor.File, packages *json.Node, scope inventory.Scope) {
	if !packages.Is(json.Array) {
		return
	}
	for _, entry := range packages.Elements {
		name, version := entry.Get("name"), entry.Get("version")
		c := inventory.Component{
			Type: purl.Composer, Kind: inventory.Library, Scope: scope, Resolution: inventory.Lockfile,
		}
		if text(entry.Get("type")) == "composer-plugin" {
			c.Kind = inventory.Plugin
		}
		if dist := entry.Get("dist"); text(dist.Get("type")) == "path" {
			c.Attributes.Source = "file:" + text(dist.Get("url"))
		}
		if version.Is(json.String) && version.Text != "" {
			c.Version, c.VersionSpan = version.Text, version.Content()
		}
		c.PURL = purl.New(c.Type, strings.ToLower(text(name)), c.Version)
		if c.PURL == "" {
			f.Problem(entry.Span, "this package has no name; write the file anew with composer update --lock")
			continue
		}
		c.Name, c.NameSpan = name.Text, name.Content()
		f.Add(c)
	}
}

// text is that of a string; "" of anything else.
func text(n *json.Node) string {
	if n == nil {
		return ""
	}
	return n.Text
}
