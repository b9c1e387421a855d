package exceptionfile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/exceptionfile"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// found is what a scan finds, but for one note: a line with two packages, one of them twice, in another file again, and one
// finding about the repository.
func found() []finding.Finding {
	note := violation("pkg:npm/noted@1.0.0", "1.0.0", "", "noted.json")
	note.Level = finding.Note
	elsewhere := violation("pkg:npm/a@1.0.0", "1.0.0", "", "web/package.json")
	elsewhere.Location = inventory.Location{Path: "web/package.json", Line: 5, EndLine: 7}
	return []finding.Finding{
		violation("pkg:npm/a@1.0.0", "1.0.0", "", "package.json"), violation("pkg:npm/b@1.0.0", "1.0.0", "", "package.json"),
		violation("pkg:npm/a@2.0.0", "2.0.0", "", "package.json"), elsewhere, note, violation("", "", "", "compose.yaml"),
	}
}

func TestChoose(t *testing.T) {
	for name, test := range map[string]struct {
		wanted exceptionfile.Wanted
		want   string // the places of each subject, or what the error says
	}{
		"a line with two":        {exceptionfile.Wanted{Guideline: "data/mongodb", Path: "package.json", Line: 3}, "package.json package.json; package.json"},
		"one of them":            {exceptionfile.Wanted{Guideline: "data/mongodb", Path: "package.json", Line: 3, Component: "pkg:npm/b@7"}, "package.json"},
		"within several lines":   {exceptionfile.Wanted{Guideline: "data/mongodb", Path: "web/package.json", Line: 6}, "web/package.json"},
		"a package anywhere":     {exceptionfile.Wanted{Guideline: "data/mongodb", Component: "pkg:npm/a"}, "package.json package.json web/package.json"},
		"the repository":         {exceptionfile.Wanted{Guideline: "queues/one"}, "compose.yaml"},
		"by technology":          {exceptionfile.Wanted{Guideline: "queues/one", Technology: "kafka"}, "compose.yaml"},
		"a manifest with two":    {exceptionfile.Wanted{Guideline: "data/mongodb", Path: "package.json"}, "an exception is for one: ask for each with --at: package.json:3 (a), package.json:3 (b)"},
		"another line":           {exceptionfile.Wanted{Guideline: "data/mongodb", Path: "package.json", Line: 4}, "nothing at package.json:4 violates data/mongodb; it is found at package.json:3 (a), package.json:3 (b)"},
		"another file":           {exceptionfile.Wanted{Guideline: "queues/one", Path: "none.json"}, "nothing in none.json violates queues/one; it is found at compose.yaml:3 (kafka)"},
		"another guideline":      {exceptionfile.Wanted{Guideline: "queues/one", Path: "package.json", Line: 3}, "there stands data/mongodb"},
		"another technology":     {exceptionfile.Wanted{Guideline: "queues/one", Technology: "redis"}, "nothing in this repository of redis violates queues/one"},
		"a note":                 {exceptionfile.Wanted{Guideline: "data/mongodb", Path: "noted.json"}, "nothing in noted.json violates"},
		"no purl":                {exceptionfile.Wanted{Guideline: "data/mongodb", Component: "a"}, "a is no purl"},
		"no guideline":           {exceptionfile.Wanted{Guideline: "data/mongod"}, "has no guideline data/mongod: did you mean data/mongodb?"},
		"a guideline by name":    {exceptionfile.Wanted{Guideline: "one"}, "did you mean queues/one?"},
		"nothing like any other": {exceptionfile.Wanted{Guideline: "x"}, "techcheck scan names those"},
	} {
		t.Run(name, func(t *testing.T) {
			subjects, err := exceptionfile.Choose(acme("base"), found(), test.wanted, key)
			if err != nil {
				if !strings.Contains(err.Error(), test.want) {
					t.Errorf("error %v, want one with %q", err, test.want)
				}
				return
			}
			var all []string
			for _, subject := range subjects {
				var places []string
				for _, f := range subject {
					places = append(places, f.Location.Path)
				}
				all = append(all, strings.Join(places, " "))
			}
			if diff := cmp.Diff(test.want, strings.Join(all, "; ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}
