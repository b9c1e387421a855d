// Package nugetconfig reads nuget.config for the sources that packages are to come from (package source mapping). It declares
// nothing itself: pkg/extractor/nuget joins it with the projects.
// Source: learn.microsoft.com/nuget/reference/nuget-config-file, learn.microsoft.com/nuget/consume-packages/package-source-mapping.
package nugetconfig

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/xml"
)

// Extractor reads nuget.config files, and keeps a Mapping.
var Extractor = &extractor.Extractor{
	Name:      "nugetconfig",
	Doc:       "Sources of .NET packages",
	Ecosystem: ".NET",
	Files:     []string{"nuget.config"},
	Match:     extractor.Ending(func(name string) bool { return strings.EqualFold(path.Base(name), "nuget.config") }, ".config"),
	Extract:   extract,
}

// Mapping are the addresses of sources by the patterns of the names of the packages that come from them, in lower case: a
// name, or what it starts with and a *. A pattern that several sources have tells nothing: "".
type Mapping map[string]string

// Source is the address of the source that a package comes from because of its name, "" if that is the one of all others. The
// longest pattern counts.
func (m Mapping) Source(name string) string {
	name = strings.ToLower(name)
	address, mapped := m[name]
	for end := len(name); !mapped && end > 0; end-- {
		address, mapped = m[name[:end]+"*"]
	}
	if purl.Registry("", address) == purl.Registry("", m["*"]) {
		return ""
	}
	return address
}

func extract(f *extractor.File) {
	root, err := xml.Parse(f.Data)
	addresses := map[string]string{}
	for add := range root.Child("packageSources").Each("add") {
		// Others are folders, and what a variable stands for (%NAME%) nobody knows.
		if address := attribute(add, "value"); strings.Contains(address, "://") && !strings.Contains(address, "%") {
			addresses[strings.ToLower(attribute(add, "key"))] = address
		}
	}
	sources := map[string][]string{}
	for source := range root.Child("packageSourceMapping").Each("packageSource") {
		for entry := range source.Each("package") {
			pattern := strings.ToLower(attribute(entry, "pattern"))
			sources[pattern] = append(sources[pattern], addresses[strings.ToLower(attribute(source, "key"))])
		}
	}
	all := Mapping{}
	for pattern, of := range sources {
		slices.Sort(of)
		if all[pattern] = ""; len(slices.Compact(of)) == 1 {
			all[pattern] = of[0]
		}
	}
	f.Keep(all)
	if broken, ok := errors.AsType[*xml.Error](err); ok {
		f.Fail(broken.Span(), "%s", broken.Explain("NuGet"))
	}
}

func attribute(e *xml.Element, name string) string {
	for _, a := range e.Attributes {
		if a.Name == name {
			return a.Value.String()
		}
	}
	return ""
}
