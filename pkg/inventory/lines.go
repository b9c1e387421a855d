package inventory

import (
	"bytes"
	"sort"
)

// Lines turns byte offsets of one file into lines and columns. It is built once for a file.
type Lines struct {
	starts []int // offset of the first byte of each line
	bom    int   // bytes of a byte order mark, which no column counts
	size   int
}

// NewLines indexes the lines of data. A line ends with \n; a \r before it belongs to the line.
func NewLines(data []byte) *Lines {
	starts := make([]int, 1, 1+bytes.Count(data, []byte{'\n'}))
	for i := 0; ; {
		next := bytes.IndexByte(data[i:], '\n')
		if next < 0 {
			break
		}
		i += next + 1
		starts = append(starts, i)
	}
	bom := 0
	if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) {
		bom = 3
	}
	return &Lines{starts: starts, bom: bom, size: len(data)}
}

// Position gives the 1-based line and byte column of an offset, which is held inside the file.
func (l *Lines) Position(offset int) (line, column int) {
	offset = min(max(offset, 0), l.size)
	line = sort.Search(len(l.starts), func(i int) bool { return l.starts[i] > offset })
	column = offset - l.starts[line-1] + 1
	if line == 1 {
		column = max(1, column-l.bom)
	}
	return line, column
}

// Location gives the place of a span in the file named path.
func (l *Lines) Location(path string, s Span) Location {
	line, column := l.Position(s.Start)
	endLine, endColumn := l.Position(s.End)
	return Location{Path: path, Line: line, Column: column, EndLine: endLine, EndColumn: endColumn}
}

// Start gives the offset of the first byte of a 1-based line; of a line past the end, the size of the file.
func (l *Lines) Start(line int) int {
	switch {
	case line < 1:
		return 0
	case line > len(l.starts):
		return l.size
	}
	return l.starts[line-1]
}
