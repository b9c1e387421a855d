// Package paketlock reads paket.lock, in which Paket writes the exact version of each package
// (https://fsprojects.github.io/Paket/lock-file.html). It is read as Paket does: by sections and by the depth of indentation.
package paketlock

import (
	"bytes"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/paketdependencies"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Extractor reads paket.lock files, and keeps the groups of packages, as paketdependencies does.
var Extractor = &extractor.Extractor{
	Name:      "paketlock",
	Doc:       ".NET packages of Paket, resolved",
	Ecosystem: ".NET",
	Files:     []string{"paket.lock"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Base("paket.lock"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

var (
	group = lazyregexp.New(`^GROUP\s+(\S+)`)
	// locked is a package: four blanks, name (version). What it needs itself has six.
	locked = lazyregexp.New(`^ {4}([^\s()]+) \(([^\s()]+)\)`)
)

func extract(f *extractor.File) {
	if err := syntax.Guard(f.Data); err != nil {
		f.Fail(inventory.Span{}, "%v", err)
		return
	}
	groups, in, nuget := paketdependencies.Groups{}, "", false
	start := 0
	for line := range bytes.Lines(f.Data) {
		text := strings.TrimPrefix(string(line), syntax.BOM)
		at := start + len(line) - len(text)
		start += len(line)
		switch {
		case strings.HasPrefix(text, "<<<<<<<"):
			f.Fail(inventory.Span{Start: at, End: at}, "a merge conflict begins here and nothing after it is read; resolve it")
			f.Keep(groups)
			return
		case group.MatchString(text):
			in, nuget = strings.ToLower(group.FindStringSubmatch(text)[1]), false
		case strings.Trim(text, " \t\r\n") != "" && text[0] != ' ':
			nuget = strings.TrimSpace(text) == "NUGET"
		}
		if m := locked.FindStringSubmatchIndex(text); nuget && m != nil {
			groups[at+m[2]] = in
			add(f, at, text, m)
		}
	}
	f.Keep(groups)
}

func add(f *extractor.File, at int, text string, m []int) {
	c := inventory.Component{
		Type: purl.NuGet, Name: text[m[2]:m[3]], NameSpan: inventory.Span{Start: at + m[2], End: at + m[3]},
		Version: text[m[4]:m[5]], VersionSpan: inventory.Span{Start: at + m[4], End: at + m[5]},
		Kind: inventory.Library, Scope: inventory.Runtime, Resolution: inventory.Lockfile,
	}
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	if c.PURL == "" {
		f.Problem(c.NameSpan, "%q is no name of a package; write the file anew with paket install", c.Name)
		return
	}
	f.Add(c)
}
