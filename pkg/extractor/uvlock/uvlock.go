// Package uvlock reads uv.lock and the locks of scripts, in which uv writes the exact version of each package that a workspace
// or a script needs. Source: docs.astral.sh/uv/concepts/projects/layout and docs.astral.sh/uv/guides/scripts.
package uvlock

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Extractor reads uv.lock files, and keeps Members.
var Extractor = &extractor.Extractor{
	Name:      "uvlock",
	Doc:       "uv packages, resolved",
	Ecosystem: "Python",
	Files:     []string{"uv.lock", "*.py.lock"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Ending(func(name string) bool { return path.Base(name) == "uv.lock" || strings.HasSuffix(name, ".py.lock") }, ".lock"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

// Members are the folders of the workspace's projects.
type Members []string

func extract(f *extractor.File) {
	root, err := toml.Parse(f.Data)
	entries := root.Get("package").Items()
	direct := direct(root.Get("manifest").Get("requirements"), entries)
	var members Members
	for _, entry := range entries {
		if isMember(entry) {
			members = append(members, path.Join(path.Dir(f.Path), memberFolder(entry)))
			continue
		}
		c, found := pep508.Locked(entry)
		if !found {
			f.Problem(entry.Span, "this package has no name; write the file anew with uv lock")
			continue
		}
		if scope, found := direct[c.Package()]; found {
			c.Direct, c.Scope = true, scope
		}
		c.Attributes.Source = source(entry.Get("source"))
		c.Attributes.Registry = registry(entry.Get("source"))
		f.Add(c)
	}
	f.NameRegistries()
	f.Keep(members)
	f.Broken(err, "write the file anew with uv lock")
}

// isMember tells a project of the workspace, which is no component.
func isMember(entry *toml.Node) bool {
	source := entry.Get("source")
	return source.Get("virtual") != nil || source.Get("editable") != nil
}

func memberFolder(entry *toml.Node) string {
	source := entry.Get("source")
	return cmp.Or(source.Get("virtual").Whole().String(), source.Get("editable").Whole().String())
}

// direct gives, by purl, what a script asks for, or what the projects of the workspace depend on themselves, and for what.
func direct(script *toml.Node, entries []*toml.Node) map[string]inventory.Scope {
	all := map[string]inventory.Scope{}
	add := func(dependencies *toml.Node, scope inventory.Scope) {
		for _, dependency := range dependencies.Items() {
			name := purl.New(purl.PyPI, dependency.Get("name").Whole().String(), "")
			if _, found := all[name]; !found {
				all[name] = scope
			}
		}
	}
	add(script, inventory.Runtime)
	members := slices.DeleteFunc(slices.Clone(entries), func(entry *toml.Node) bool { return !isMember(entry) })
	for _, member := range members {
		add(member.Get("dependencies"), inventory.Runtime)
	}
	for _, member := range members {
		for _, extra := range member.Get("optional-dependencies").Each() {
			add(extra, inventory.Optional)
		}
		for group, dependencies := range member.Get("dev-dependencies").Each() {
			add(dependencies, pep508.GroupScope(group.Text))
		}
	}
	return all
}

// registry is the address of the index that a package comes from; "" of a folder of packages.
func registry(source *toml.Node) string {
	if address := source.Get("registry").Whole().String(); strings.Contains(address, "://") {
		return address
	}
	return ""
}

// source is where a package comes from if not from an index.
func source(source *toml.Node) string {
	if url := source.Get("git").Whole().String(); url != "" {
		return "git+" + url
	}
	for _, key := range []string{"path", "directory"} {
		if path := source.Get(key).Whole().String(); path != "" {
			return "file:" + path
		}
	}
	return source.Get("url").Whole().String()
}
