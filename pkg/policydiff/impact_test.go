package policydiff_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/policydiff"
)

// TestShifts writes a finding as COMPONENT GUIDELINE LEVEL, where fails is an error that fails a scan, and a shift as
// EFFECT: FINDING -> FINDING.
func TestShifts(t *testing.T) {
	tests := []struct {
		name     string
		old, new []string
		want     []string
	}{
		{"nothing", nil, nil, nil},
		{"the same", []string{"pg x/a fails"}, []string{"pg x/a fails"}, nil},
		{"a new error", nil, []string{"pg x/a fails"}, []string{"red: none -> pg x/a fails"}},
		{"a graver level", []string{"pg x/a warning"}, []string{"pg x/a fails"}, []string{"red: pg x/a warning -> pg x/a fails"}},
		{"no finding any more", []string{"pg x/a fails"}, nil, []string{"green: pg x/a fails -> none"}},
		{"a lighter level", []string{"pg x/a fails"}, []string{"pg x/a note"}, []string{"green: pg x/a fails -> pg x/a note"}},
		{"only observed", []string{"pg x/a fails"}, []string{"pg x/a error"}, []string{"green: pg x/a fails -> pg x/a error"}},
		{"observed until now", []string{"pg x/a error"}, []string{"pg x/a fails"}, []string{"red: pg x/a error -> pg x/a fails"}},
		{"below errors", []string{"pg x/a note"}, []string{"pg x/a warning"}, []string{"level: pg x/a note -> pg x/a warning"}},
		{"a new warning", nil, []string{"pg x/a warning"}, []string{"level: none -> pg x/a warning"}},
		{"a warning less", []string{"pg x/a warning"}, nil, []string{"level: pg x/a warning -> none"}},
		{"a renamed guideline", []string{"pg x/a fails"}, []string{"pg x/b fails"}, nil},
		{"renamed and graver", []string{"pg x/a warning"}, []string{"pg x/b fails"}, []string{"red: pg x/a warning -> pg x/b fails"}},
		{"another guideline beside it", []string{"pg x/a fails"}, []string{"pg x/a fails", "pg x/b fails"}, []string{"red: none -> pg x/b fails"}},
		{"of two renamed the gravest first", []string{"pg x/a note", "pg x/b fails"}, []string{"pg x/c fails", "pg x/d note"}, nil},
		{"another component", []string{"pg x/a fails"}, []string{"mysql x/a fails"},
			[]string{"red: none -> mysql x/a fails", "green: pg x/a fails -> none"}},
		{"the gravest of one guideline", []string{"pg x/a note", "pg x/a fails"}, []string{"pg x/a fails", "pg x/a warning"}, nil},
		{"sorted by effect and place", []string{"c x/a fails", "b x/a note"}, []string{"d x/a fails", "a x/a fails"},
			[]string{"red: none -> a x/a fails", "red: none -> d x/a fails", "green: c x/a fails -> none", "level: b x/a note -> none"}},
		{"the repository", []string{"/go x/a warning"}, []string{"/go x/a fails"}, []string{"red: /go x/a warning -> /go x/a fails"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, s := range policydiff.Shifts(findings(test.old), findings(test.new)) {
				got = append(got, string(s.Effect)+": "+written(s.Old)+" -> "+written(s.New))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// findings reads findings; one about the repository starts with a slash and its technology.
func findings(lines []string) []finding.Finding {
	var all []finding.Finding
	for _, line := range lines {
		words := strings.Fields(line)
		f := finding.Finding{Guideline: words[1], Level: finding.Level(words[2]), Message: line}
		if words[2] == "fails" {
			f.Level, f.Fails = finding.Error, true
		}
		if technology, found := strings.CutPrefix(words[0], "/"); found {
			f.Technology = technology
		} else {
			f.Component = &inventory.Component{Name: words[0]}
			f.Location.Path = words[0]
		}
		all = append(all, f)
	}
	return all
}

func written(f *finding.Finding) string {
	if f == nil {
		return "none"
	}
	return f.Message
}
