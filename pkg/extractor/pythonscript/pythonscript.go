// Package pythonscript reads the headers of Python scripts, which say what a single file depends on.
// Source: packaging.python.org/specifications/inline-script-metadata (PEP 723).
package pythonscript

import (
	"bytes"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Extractor reads the headers of scripts where scripts are kept, and of those that are named. No name tells a script from
// other code, and to look into all of it would take longer than all the rest of a scan.
var Extractor = &extractor.Extractor{
	Name:      "pythonscript",
	Doc:       "Python scripts that say what they need",
	Ecosystem: "Python",
	Files:     []string{"*.py", "{scripts,script,bin,ci,hack,tool,tools,.github}/**/*.py"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language},
	Match:     extractor.Ending(match, ".py"),
	Named:     func(name string) bool { return strings.HasSuffix(name, ".py") },
	Extract:   extract,
	MaxSize:   50 << 20, // code that is no script must not be a Problem
}

// folders are those at or below which scripts are kept.
var folders = map[string]bool{
	".github": true, "bin": true, "ci": true, "hack": true, "script": true, "scripts": true, "tool": true, "tools": true,
}

// match is asked of all code of a repository, for which a pattern would take long.
func match(name string) bool {
	if !strings.HasSuffix(name, ".py") {
		return false
	}
	for rest := name; ; {
		folder, inside, found := strings.Cut(rest, "/")
		if !found {
			return rest == name // it lies in the root
		}
		if folders[folder] {
			return true
		}
		rest = inside
	}
}

// The lines around a header.
const (
	opening = "# /// script"
	closing = "# ///"
)

func extract(f *extractor.File) {
	header, at := find(f.Data)
	switch {
	case at == inventory.Span{}:
		f.Disown()
		return
	case header == nil:
		f.Fail(at, "this header has no end; write the line %q behind it, with a # before each line between", closing)
		return
	}
	root, err := toml.Parse(header)
	r := reader{file: f, uv: root.Get("tool").Get("uv")}
	r.header(root)
	f.Broken(err, "correct the header, tools cannot read it either")
	all := f.Components()
	for i := range all {
		if strings.Contains(all[i].Version+all[i].Requirement, "\n") { // there is a # in between
			all[i].Resolution = inventory.Variable
		}
	}
	if _, second := find(f.Data[len(header):]); second != (inventory.Span{}) {
		second = inventory.Span{Start: second.Start + len(header), End: second.End + len(header)}
		f.Problem(second, "a second header, for which tools refuse the script; keep one")
	}
}

// find gives the file up to its header's end, with blanks for all that is not the header's TOML, so that each byte of it stands
// where it stands in the file; and the place of the header's first line. Without an end there is no header, without a first line
// no place.
func find(data []byte) (header []byte, at inventory.Span) {
	if !bytes.Contains(data, []byte(opening)) {
		return nil, inventory.Span{}
	}
	end, last := 0, 0
	for line := range bytes.Lines(data) {
		start := end
		end += len(line)
		text := strings.TrimRight(strings.TrimPrefix(string(line), syntax.BOM), " \t\r\n")
		switch {
		case at == inventory.Span{}:
			if text == opening {
				at = inventory.Span{Start: end - len(strings.TrimPrefix(string(line), syntax.BOM)), End: end}
			}
		case text != "#" && !strings.HasPrefix(text, "# "):
			return blank(data, at.End, last), at
		case text == closing:
			last = start
		}
	}
	return blank(data, at.End, last), at
}

// blank gives data up to end, with blanks before start and for the # of each line.
func blank(data []byte, start, end int) []byte {
	if end == 0 {
		return nil
	}
	header := slices.Clone(data[:end])
	first := true
	for i, c := range header {
		switch {
		case c == '\n' || c == '\r':
		case i < start || first:
			header[i] = ' '
		}
		first = c == '\n'
	}
	return header
}
