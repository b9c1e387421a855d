package policyinit

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// table is a table as it was read.
type table struct {
	rows    []row
	remarks []inventory.Problem
}

// record is a line of the file with something in it, apart at its delimiter.
type record struct {
	line  int
	cells []string
}

// delimiters are tried in turn, until the file has a header.
var delimiters = []rune{',', ';', '\t'}

// readTable reads a table whose header names at least the technology and the status.
func readTable(name string, data []byte) (*table, error) {
	text, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	for _, delimiter := range delimiters {
		records, err := split(text, delimiter)
		header := slices.IndexFunc(records, isHeader)
		if header < 0 {
			continue
		}
		t := &table{}
		if err != nil {
			t.report(name, 0, "%v: the cells may be cut in the wrong places; correct the quotes and import again", err)
		}
		for _, r := range records[:header] {
			t.report(name, r.line, "this line stands above the header and is left out")
		}
		t.read(name, records[header], records[header+1:])
		return t, nil
	}
	return nil, fmt.Errorf("%s has no header: write a first line that names at least the columns technology and status (others: reason, owner, use instead, category, until, review, link)", name)
}

// decode gives UTF-8. What has no byte order mark and is not UTF-8 comes from a Western Windows.
func decode(data []byte) ([]byte, error) {
	fallback := transform.Transformer(unicode.UTF8.NewDecoder())
	if !utf8.Valid(data) {
		fallback = charmap.Windows1252.NewDecoder()
	}
	text, _, err := transform.Bytes(unicode.BOMOverride(fallback), data)
	return text, err
}

// split takes a CSV file (RFC 4180) apart. Quotes in wrong places are an error, beside what could be read all the same.
func split(text []byte, delimiter rune) ([]record, error) {
	records, wrong := splitBy(text, delimiter, false)
	if wrong != nil {
		records, _ = splitBy(text, delimiter, true)
	}
	return records, wrong
}

func splitBy(text []byte, delimiter rune, lazy bool) (records []record, err error) {
	reader := csv.NewReader(bytes.NewReader(text))
	reader.Comma, reader.LazyQuotes, reader.FieldsPerRecord = delimiter, lazy, -1
	reader.TrimLeadingSpace = delimiter != '\t' // else it trims empty cells
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return records, nil
		}
		if err != nil {
			return records, err
		}
		line, _ := reader.FieldPos(0)
		for i := range cells {
			cells[i] = oneLine(cells[i])
		}
		if slices.ContainsFunc(cells, func(cell string) bool { return cell != "" }) {
			records = append(records, record{line, cells})
		}
	}
}

// isHeader tells whether the first two columns are named.
func isHeader(r record) bool {
	var named [2]bool
	for _, cell := range r.cells {
		if i := columnOf(cell); i == 0 || i == 1 {
			named[i] = true
		}
	}
	return named[0] && named[1]
}

// read reads the rows below a header. Of two columns that mean the same, the first counts.
func (t *table) read(name string, header record, records []record) {
	meanings := make([]int, len(header.cells))
	first := map[int]string{}
	for i, cell := range header.cells {
		meanings[i] = columnOf(cell)
		switch taken, twice := first[meanings[i]]; {
		case cell == "":
		case meanings[i] < 0:
			t.report(name, header.line, "the column %q is not read", cell)
		case twice:
			t.report(name, header.line, "the column %q is not read: %q says %s already", cell, taken, columns[meanings[i]].means)
			meanings[i] = -1
		default:
			first[meanings[i]] = cell
		}
	}
	for _, record := range records {
		r := row{line: record.line}
		for i, cell := range record.cells {
			if i < len(meanings) && meanings[i] >= 0 {
				*columns[meanings[i]].cell(&r) = cell
			} else if cell != "" {
				r.others = append(r.others, header.name(i)+cell)
			}
		}
		t.rows = append(t.rows, r)
	}
}

// name is what stands above a cell, with a colon; "" if nothing does.
func (header record) name(i int) string {
	if i >= len(header.cells) || header.cells[i] == "" {
		return ""
	}
	return header.cells[i] + ": "
}

func (t *table) report(name string, line int, format string, args ...any) {
	t.remarks = append(t.remarks, inventory.Problem{Path: name, Line: line, Message: fmt.Sprintf(format, args...)})
}
