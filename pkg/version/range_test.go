package version

import (
	"errors"
	"testing"
)

func TestParseRangeError(t *testing.T) {
	tests := []struct {
		text   string
		offset int
		want   string
	}{
		{"17", 0, `"17" has no comparator: write one before the version, such as "<1.25" or "=1.25.3"`},
		{"latest", 0, `"latest" has no comparator: write one before the version, such as "<1.25" or "=1.25.3"`},
		{"1.0 - 2.0", 0, `"1.0 - 2.0" has no comparator: write one before the version, such as "<1.25" or "=1.25.3"`},
		{"^1.2", 0, `"^" is not a comparator: write both bounds, such as ">=1.2,<2"`},
		{"<1 || ~> 2.0", 6, `"~>" is not a comparator: write both bounds, such as ">=1.2,<2"`},
		{"==1.2", 0, `"==" is not a comparator: write "="`},
		{"=>1.2", 0, `"=>" is not a comparator: write ">="`},
		{">=1 && <2", 2, `"1 && <2" is not one version: write "," (and) or "||" (or) between comparators`},
		{"<1 | >2", 1, `"1 | >2" is not one version: write "," (and) or "||" (or) between comparators`},
		{"<<1", 0, `"<<" is not a comparator: write one of < <= = != >= >`},
		{">=1 <2", 2, `"1 <2" is not one version: write "," (and) or "||" (or) between comparators`},
		{">=1, <", 6, `a version is missing after "<": write one, such as "<1.25"`},
		{">=1,", 4, `a comparator is missing: write one, such as "<1.25"`},
		{"|| <1", 0, `a comparator is missing: write one, such as "<1.25"`},
		{"<1 ||", 5, `a comparator is missing: write one, such as "<1.25"`},
		{"<1,,<2", 3, `a comparator is missing: write one, such as "<1.25"`},
		{"<lts", 1, `"lts" is not a version: write one that starts with a number, such as "<1.25"`},
		{"<  lts", 3, `"lts" is not a version: write one that starts with a number, such as "<1.25"`},
		{"<1.", 1, `"1." is not a version: write one that starts with a number, such as "<1.25"`},
		{"<1.0,>=é", 7, `"é" is not a version: write one that starts with a number, such as ">=1.25"`},
		{"=1.x", 1, `"1.x" is many versions: write both bounds, such as ">=1.2,<2"`},
		{"=1.*", 1, `"1.*" is many versions: write both bounds, such as ">=1.2,<2"`},
		{"=*", 1, `"*" is many versions: write both bounds, such as ">=1.2,<2"`},
		{">2,<1", 0, `no version can be in ">2,<1": if one comparator is enough, write "||"`},
		{"=1,=2", 0, `no version can be in "=1,=2": if one comparator is enough, write "||"`},
	}
	for _, test := range tests {
		_, err := ParseRange(test.text)
		var rangeError *RangeError
		if !errors.As(err, &rangeError) {
			t.Errorf("ParseRange(%q) = %v, want a RangeError", test.text, err)
			continue
		}
		if rangeError.Message != test.want || rangeError.Offset != test.offset {
			t.Errorf("ParseRange(%q) = %d: %s\nwant %d: %s",
				test.text, rangeError.Offset, rangeError.Message, test.offset, test.want)
		}
	}
}

func TestParseRange(t *testing.T) {
	for _, text := range []string{
		"", " ", "<1", " < 1 ", "<1,>=0.5", "<1 , >=0.5", "<1||>2", "< 1\n|| > 2", "=v1.2.3", "!=1.2.3-rc.1+build",
		"<1.0.Final", ">=1!2.0", "<11.0.1_13", "<1.0~rc1", "=v0.0.0-20240116215550-a9fa1716bcac", "<24.0.7+incompatible",
	} {
		mustParse(t, text)
	}
}
