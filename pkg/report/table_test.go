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

// TestNarrowTable holds that a table fits the terminal, and that nothing of it is lost.
func TestNarrowTable(t *testing.T) {
	var b strings.Builder
	p := newPrinter(&b, Options{Width: 40})
	p.table([][]string{{"ID", "FIRST USED BY", "WHERE"}, {"漢字", "payments and billing", "services/checkout/go.mod:3, web/package.json:14"}, {"b", "", "-"}})
	if err := p.Flush(); err != nil {
		t.Fatal(err)
	}
	want := `ID    FIRST     WHERE
      USED BY
漢字  payments  services/checkout/go.mod
      and       :3, web/package.json:14
      billing
b               -
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}

	b.Reset()
	p = newPrinter(&b, Options{Width: 30})
	p.table([][]string{{"ID", "ASKED BY", "COVERS"}, {"mongodb-a", "payments", "pkg:npm/mongoose"}, {"b", "", "-"}})
	if err := p.Flush(); err != nil {
		t.Fatal(err)
	}
	want = `mongodb-a
  asked by  payments
  covers    pkg:npm/mongoose
b
  covers    -
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
