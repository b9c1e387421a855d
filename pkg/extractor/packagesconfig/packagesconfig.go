// Package packagesconfig reads packages.config, which lists the packages of older .NET projects
// (https://learn.microsoft.com/nuget/reference/packages-config).
package packagesconfig

import (
	"errors"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/xml"
)

// Extractor reads packages.config files, and those of one project in a folder of several: packages.App.config.
var Extractor = &extractor.Extractor{
	Name:      "packagesconfig",
	Doc:       ".NET packages of older projects",
	Ecosystem: ".NET",
	Files:     []string{"packages.config", "packages.*.config"},
	Kinds:     []inventory.Kind{inventory.Library},
	Match:     extractor.Ending(match, ".config"),
	Extract:   extract,
}

var names = lazyregexp.New(`(?i)^packages(?:\..+)?\.config$`)

func match(name string) bool { return names.MatchString(path.Base(name)) }

func extract(f *extractor.File) {
	root, err := xml.Parse(f.Data)
	for e := range root.All() {
		if strings.EqualFold(e.Name, "package") && e.Parent == root {
			add(f, e)
		}
	}
	if broken, ok := errors.AsType[*xml.Error](err); ok {
		f.Fail(broken.Span(), "%s", broken.Explain("NuGet"))
	}
}

// add records a package. The file lists those of packages, too, and does not tell them apart.
func add(f *extractor.File, e *xml.Element) {
	c := inventory.Component{Type: purl.NuGet, Kind: inventory.Library, Scope: inventory.Runtime, Direct: true, Resolution: inventory.Literal}
	for _, a := range e.Attributes {
		switch strings.ToLower(a.Name) {
		case "id":
			c.Name, c.NameSpan = a.Value.String(), a.Value.Span()
		case "version":
			c.Version, c.VersionSpan = a.Value.String(), a.Value.Span()
		case "developmentdependency":
			if strings.EqualFold(a.Value.String(), "true") {
				c.Scope = inventory.Development
			}
			continue
		default:
			continue
		}
		if !a.Value.Verbatim() {
			c.Resolution = inventory.Variable
		}
	}
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	if c.Name == "" || c.PURL == "" {
		f.Problem(e.Span, "this package has no id; add one")
		return
	}
	f.Add(c)
}
