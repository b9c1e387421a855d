package report

import (
	"cmp"
	"unicode/utf16"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/scan"
)

// span is a place in one line as services want it that show findings beside code: never empty, columns from 1 in UTF-16
// code units, the end exclusive. What goes on in further lines ends with its first, so that a change of that line alone
// shows it.
type span struct{ line, column, endColumn int }

// convertible is how many bytes of a line are read to convert columns. Further to the right, where nobody looks, a column
// is one of bytes.
const convertible = 1 << 16

// region places a location, whose first line is the excerpt, if that is known.
func region(at inventory.Location, excerpt string) span {
	start, end := max(at.Column, 1), at.EndColumn
	if at.EndLine > at.Line {
		end = len(excerpt) + 1
	}
	start, end = unitColumn(excerpt, start), unitColumn(excerpt, end)
	return span{max(at.Line, 1), start, max(end, start+1)}
}

// unitColumn turns a column in bytes into one in UTF-16 code units. An invalid byte is one unit, as it is shown.
func unitColumn(line string, column int) int {
	bytes := min(column-1, len(line))
	if bytes <= 0 || bytes > convertible {
		return column
	}
	units := column - bytes // 1, and what lies behind the line's end
	for _, r := range line[:bytes] {
		units += utf16.RuneLen(r)
	}
	return units
}

// placed is where a problem stands, as far as it is known: one character, as a problem has no end.
func placed(p *inventory.Problem) inventory.Location {
	if p.Line == 0 {
		return inventory.Location{Path: p.Path}
	}
	column := max(p.Column, 1)
	return inventory.Location{Path: p.Path, Line: p.Line, Column: column, EndLine: p.Line, EndColumn: column + 1}
}

// placeOf is where a problem is shown by those who need a file.
func placeOf(p *inventory.Problem) inventory.Location {
	at := placed(p)
	at.Path = cmp.Or(at.Path, somewhere)
	return at
}

// somewhere is the file that stands for a repository in which no manifest does.
const somewhere = ".techcheck.toml"

// anchor is where a finding is shown by those who need a file: one about the repository, at its first manifest.
func anchor(r *scan.Result, f *finding.Finding) inventory.Location {
	at := f.Location
	if at.Path != "" {
		return at
	}
	for i := range r.Inventory.Manifests {
		if r.Inventory.Manifests[i].Parsed {
			return inventory.Location{Path: r.Inventory.Manifests[i].Path}
		}
	}
	return inventory.Location{Path: somewhere}
}
