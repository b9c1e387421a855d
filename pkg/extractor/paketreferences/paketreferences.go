// Package paketreferences reads paket.references, which says which of Paket's packages a project uses
// (https://fsprojects.github.io/Paket/references-files.html): names alone, as all else stands in paket.dependencies.
package paketreferences

import (
	"bytes"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/paketdependencies"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Extractor reads paket.references files, and keeps Names.
var Extractor = &extractor.Extractor{
	Name:      "paketreferences",
	Doc:       "Which packages of Paket projects name themselves",
	Ecosystem: ".NET",
	Files:     []string{"paket.references", "*.paket.references"},
	Match:     extractor.Ending(match, ".references"),
	Extract:   extract,
}

// Names are the packages of each group, all in small letters; "" is the main group.
type Names map[string][]string

func match(name string) bool {
	base := path.Base(name)
	return base == "paket.references" || strings.HasSuffix(base, ".paket.references")
}

// entry is a line: a group, or a package with its options. File: NAME is a file of a repository.
var entry = lazyregexp.New(`^\s*(?:(group)\s+)?([\w.-]+)(?:\s|$)`)

func extract(f *extractor.File) {
	names, group := Names{}, ""
	for line := range bytes.Lines(bytes.TrimPrefix(f.Data, []byte(syntax.BOM))) {
		m := entry.FindStringSubmatch(strings.ToLower(string(line)))
		switch {
		case m == nil:
		case m[1] == "":
			names[group] = append(names[group], m[2])
		case m[2] == paketdependencies.Main:
			group = ""
		default:
			group = m[2]
		}
	}
	f.Keep(names)
}
