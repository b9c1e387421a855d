package report

import "strings"

// table writes rows in columns; the first row is the head. A cell wider than wideCell pushes only its own row to the
// right, and nothing is wrapped.
func (p *printer) table(rows [][]string) {
	const wideCell = 60
	columns := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			columns[i] = max(columns[i], min(width(harmless(cell)), wideCell))
		}
	}
	for i, row := range rows {
		var line strings.Builder
		for j, cell := range row[:len(row)-1] {
			line.WriteString(string(pad(harmless(cell), columns[j]) + "  "))
		}
		line.WriteString(string(harmless(row[len(row)-1])))
		if i == 0 {
			p.line("%v", p.paint(bold, line.String()))
			continue
		}
		p.line("%v", shown(line.String()))
	}
}
