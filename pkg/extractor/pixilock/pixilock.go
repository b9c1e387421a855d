// Package pixilock reads pixi.lock, in which pixi writes the exact version of each package of Conda and of PyPI that a
// workspace needs. Source: pixi.prefix.dev/latest/workspace/lockfile.
package pixilock

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/conda"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads pixi.lock files, of all versions of the format.
var Extractor = &extractor.Extractor{
	Name:      "pixilock",
	Doc:       "pixi packages, resolved",
	Ecosystem: "Python",
	Files:     []string{"pixi.lock"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language},
	Indirect:  true,
	Match:     extractor.Base("pixi.lock"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	root := documents.First()
	entries := root.Get("packages")
	if entries == nil {
		entries = root.Get("package") // before version 4
	}
	seen := map[string]bool{} // there is one entry for each platform
	for _, entry := range entries.Items() {
		c, found := read(entry)
		switch {
		case found && !seen[c.PURL]:
			seen[c.PURL] = true
			f.Add(c)
		case !found && !isSource(entry):
			f.Problem(entry.Span, "this package has no name and version; write the file anew with pixi lock")
		}
	}
	f.Broken(err, "write the file anew with pixi lock")
}

// read reads an entry, whose name and version stand in keys of their own or in the archive's address. What has neither is the
// source of a package that lies in the repository.
func read(entry *yaml.Node) (inventory.Component, bool) {
	name, version := entry.Get("name").Whole(), entry.Get("version").Whole()
	archive := entry.Get("conda").Whole()
	if m := file.FindStringSubmatchIndex(archive.String()); m != nil {
		name, version = archive.Slice(m[2], m[3]), archive.Slice(m[4], m[5])
	}
	if name.Len() == 0 || version.Len() == 0 {
		return inventory.Component{}, false
	}
	c, from := conda.Package(name), archive.String()
	if entry.Get("pypi") != nil || entry.Get("kind").Whole().String() == "pypi" || entry.Get("manager").Whole().String() == "pip" {
		c, from = pep508.Library(name.String(), name.Span()), entry.Get("pypi").Whole().String()
	}
	if c.PURL == "" {
		return c, false
	}
	c.Version, c.VersionSpan = version.String(), version.Span()
	c.Scope, c.Direct, c.Resolution = inventory.Runtime, false, inventory.Lockfile
	c.Attributes.Source = source(from)
	c.PURL = purl.New(c.Type, strings.ToLower(c.Name), c.Version)
	return c, true
}

// file is the file of an archive: name-version-build.conda. Neither version nor build has a hyphen.
var file = lazyregexp.New(`^[a-z]+://\S*/([^/\s]+)-([^-/\s]+)-[^-/\s]+\.(?:conda|tar\.bz2)$`)

// isSource tells whether an entry is a package that is built from a folder.
func isSource(entry *yaml.Node) bool {
	for key, value := range entry.Each() {
		switch {
		case strings.HasPrefix(key.Text, "conda_"): // conda_source, of version 7
			return true
		case key.Text == "conda" || key.Text == "pypi":
			return !strings.Contains(value.Text, "://")
		}
	}
	return false
}

// source is where a package comes from if not from an index: a folder or a repository.
func source(address string) string {
	switch {
	case address == "" || strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://"):
		return ""
	case strings.Contains(address, "://"):
		return address
	}
	return "file:" + address
}
