package report

import "strings"

const (
	wideCell = 60 // columns: where there is no terminal, a wider cell pushes only its own row to the right
	longWord = 24 // columns: words up to this long are not broken
	cellGap  = "  "
)

// table writes rows in columns; the first row is the head. On a terminal that is too narrow for them, the cells of the widest
// columns are wrapped; where that does not do, each row is a list of its cells.
func (p *printer) table(rows [][]string) {
	columns, fits := p.columnsOf(rows)
	if !fits {
		p.lists(rows)
		return
	}
	for i, row := range rows {
		cells, height := make([][]shown, len(row)), 1
		for j, cell := range row {
			cells[j] = []shown{harmless(cell)}
			if p.width > 0 {
				cells[j] = broken(cells[j][0], columns[j])
			}
			height = max(height, len(cells[j]))
		}
		for n := range height {
			line := rowLine(cells, columns, n)
			if i == 0 {
				line = p.paint(bold, string(line))
			}
			p.line("%v", line)
		}
	}
}

// columnsOf gives the width of each column, and whether a row fits the terminal.
func (p *printer) columnsOf(rows [][]string) (columns []int, fits bool) {
	columns = make([]int, len(rows[0]))
	least, taken := make([]int, len(columns)), -len(cellGap)
	for j := range columns {
		for _, row := range rows {
			cell := harmless(row[j])
			columns[j] = max(columns[j], width(cell))
			for word := range strings.FieldsSeq(string(cell)) {
				least[j] = max(least[j], min(width(shown(word)), longWord))
			}
		}
		if p.width == 0 {
			columns[j] = min(columns[j], wideCell)
		}
		taken += columns[j] + len(cellGap)
	}
	for ; p.width > 0 && taken > p.width; taken-- {
		widest := -1
		for j := range columns {
			if columns[j] > least[j] && (widest < 0 || columns[j] > columns[widest]) {
				widest = j
			}
		}
		if widest < 0 {
			return columns, false
		}
		columns[widest]--
	}
	return columns, true
}

// rowLine is the line n of a row.
func rowLine(cells [][]shown, columns []int, n int) shown {
	line := shown("")
	for j, lines := range cells {
		text := shown("")
		if n < len(lines) {
			text = lines[n]
		}
		line += pad(text, columns[j]) + cellGap
	}
	return shown(strings.TrimRight(string(line), " "))
}

// lists writes each row of a table as a list, headed by its first cell.
func (p *printer) lists(rows [][]string) {
	head, wide := rows[0], 0
	for _, name := range head {
		wide = max(wide, width(harmless(name)))
	}
	for _, row := range rows[1:] {
		p.line("%v", p.paint(bold, row[0]))
		for j := 1; j < len(row); j++ {
			if row[j] != "" {
				p.line("  %v  %v", pad(harmless(strings.ToLower(head[j])), wide), row[j])
			}
		}
	}
}
