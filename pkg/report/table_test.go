package report

import (
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	var b strings.Builder
	p := newPrinter(&b, Options{})
	long := strings.Repeat("x", 70)
	p.table([][]string{{"NAME", "USES", "WHERE"}, {"漢字データ", "1", "a"}, {"e\u0301\x1b", "22", "b"}, {long, "3", "c"}})
	if err := p.Flush(); err != nil {
		t.Fatal(err)
	}
	gap := func(n int) string { return strings.Repeat(" ", n) }
	want := "NAME" + gap(58) + "USES  WHERE\n" +
		"漢字データ" + gap(52) + "1     a\n" +
		"e\u0301\\x1b" + gap(57) + "22    b\n" +
		long + "  3     c\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
