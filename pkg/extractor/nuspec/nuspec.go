// Package nuspec reads *.nuspec, the manifest of a package of NuGet (https://learn.microsoft.com/nuget/reference/nuspec).
package nuspec

import (
	"errors"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/xml"
)

// Extractor reads *.nuspec files.
var Extractor = &extractor.Extractor{
	Name:      "nuspec",
	Doc:       ".NET packages' own specifications",
	Ecosystem: ".NET",
	Files:     []string{"*.nuspec"},
	Kinds:     []inventory.Kind{inventory.Library},
	Match:     extractor.Extension(".nuspec"),
	Extract:   extract,
}

func extract(f *extractor.File) {
	root, err := xml.Parse(f.Data)
	for e := range root.All() {
		if strings.EqualFold(e.Name, "dependency") && (e.In("metadata", "dependencies") || e.In("metadata", "dependencies", "group")) {
			add(f, e)
		}
	}
	if broken, ok := errors.AsType[*xml.Error](err); ok {
		f.Fail(broken.Span(), "%s", broken.Explain("NuGet"))
	}
}

var (
	// exact is a version: NuGet takes the lowest one that is allowed, and of 1.2 that is 1.2. pinned is a range of one version.
	exact  = lazyregexp.New(`^\d+(?:\.\d+)*(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$`)
	pinned = lazyregexp.New(`^\[\s*([^\[\](),\s$*]+)\s*\]$`)
	// token is what is replaced when the package is made.
	token = lazyregexp.New(`\$\w+\$`)
)

func add(f *extractor.File, e *xml.Element) {
	c := inventory.Component{Type: purl.NuGet, Kind: inventory.Library, Scope: inventory.Runtime, Direct: true, Resolution: inventory.Literal}
	for _, a := range e.Attributes {
		text, span := a.Value.String(), a.Value.Span()
		switch strings.ToLower(a.Name) {
		case "id":
			c.Name, c.NameSpan = text, span
		case "version":
			if m := pinned.FindStringSubmatchIndex(text); m != nil {
				text, span = text[m[2]:m[3]], a.Value.Slice(m[2], m[3]).Span()
			}
			c.Version, c.Requirement, c.VersionSpan = "", text, span
			if exact.MatchString(text) {
				c.Version, c.Requirement = text, ""
			}
		default:
			continue
		}
		if !a.Value.Verbatim() {
			c.Resolution = inventory.Variable
		}
	}
	if token.MatchString(c.Name + c.Requirement) {
		c.Resolution = inventory.Unresolved
	}
	if !token.MatchString(c.Name) {
		c.PURL = purl.New(c.Type, c.Name, c.Version)
		if c.PURL == "" {
			f.Problem(e.Span, "this dependency has no id; add one")
			return
		}
	}
	f.Add(c)
}
