// Package pylock reads pylock.toml, the lock file that all tools share.
// Source: packaging.python.org/specifications/pylock-toml (PEP 751).
package pylock

import (
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Extractor reads pylock.toml and pylock.NAME.toml files.
var Extractor = &extractor.Extractor{
	Name:      "pylock",
	Doc:       "Python packages, resolved",
	Ecosystem: "Python",
	Files:     []string{"pylock.toml", "pylock.*.toml"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Ending(match, ".toml"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

func extract(f *extractor.File) {
	root, err := toml.Parse(f.Data)
	for _, entry := range root.Get("packages").Items() {
		c, found := pep508.Locked(entry)
		if !found {
			f.Problem(entry.Span, "this package has no name; write the file anew with the tool that made it")
			continue
		}
		c.Attributes.Source, c.Attributes.Registry = source(entry), entry.Get("index").Whole().String()
		f.Add(c)
	}
	f.NameRegistries()
	f.Broken(err, "write the file anew with the tool that made it")
}

var name = lazyregexp.New(`^pylock(?:\.[^.]+)?\.toml$`)

func match(file string) bool { return name.MatchString(path.Base(file)) }

// source is where a package comes from if not from an index: a repository, a folder or an archive.
func source(entry *toml.Node) string {
	vcs := entry.Get("vcs")
	if url := vcs.Get("url").Whole().String(); url != "" {
		return vcs.Get("type").Whole().String() + "+" + url + "@" + vcs.Get("commit-id").Whole().String()
	}
	for _, key := range []string{"directory", "archive"} {
		if from := pep508.Source(entry.Get(key)); from != "" {
			return from
		}
	}
	return ""
}
